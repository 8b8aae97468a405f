"""The divisions of manufacturing, by the first two figures of the sector code.

Source: Standard för svensk näringsgrensindelning, section C. The two first figures mean
the same in SNI 2007 and SNI 2025 (NACE Rev. 2 and Rev. 2.1).
"""

from samsyn.basics.problem import words

DIVISIONS: dict[str, str] = {
    "10": words("Food products"),
    "11": words("Beverages"),
    "12": words("Tobacco"),
    "13": words("Textiles"),
    "14": words("Clothing"),
    "15": words("Leather"),
    "16": words("Wood products"),
    "17": words("Paper"),
    "18": words("Printing"),
    "19": words("Coke and refined petroleum"),
    "20": words("Chemicals"),
    "21": words("Pharmaceuticals"),
    "22": words("Rubber and plastic"),
    "23": words("Other non-metallic minerals"),
    "24": words("Basic metals"),
    "25": words("Metal products"),
    "26": words("Computers, electronics and optics"),
    "27": words("Electrical equipment"),
    "28": words("Machinery"),
    "29": words("Motor vehicles"),
    "30": words("Other transport equipment"),
    "31": words("Furniture"),
    "32": words("Other manufacturing"),
    "33": words("Repair and installation of machinery"),
}


def division(sector_code: str) -> str:
    """The name of the division that a sector code lies in, in English; "" outside manufacturing.

    >>> division("25.620")
    'Metal products'
    >>> division("")
    ''
    """
    return DIVISIONS.get(sector_code[:2], "")
