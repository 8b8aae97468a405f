"""The two directions in which votes differ most: principal components of a sparse table.

Only the votes that exist are touched. The eigenproblem is solved exactly on the smaller of the two
sides, statements or voters: both have the same eigenvalues. Where even that side is large, the
same two are found by ARPACK to the last digit, from a start that is always the same.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csc_matrix, csr_matrix

from samsyn.dialogue.rules.ballots import Ballots, Floats

BLOCK = 2048
"""Rows of the table that are written out in full at a time."""
SPARSE_COST = 50.0
"""What one product of two votes costs among those that exist, when one in a full table costs 1."""
FEW_CELLS = 4_000_000
"""So many cells, 32 MB, are written out."""
LARGE = 600
"""Above so many on the smaller side ARPACK is quicker than solving for all directions."""


Table = Floats | csr_matrix | csc_matrix


@dataclass(frozen=True)
class Directions:
    """`variances`, shape (2,), are eigenvalues, the larger first, and `whole` the sum of all.

    `components`, shape (2, statements), are unit vectors, or zero where there is no such direction.
    """

    variances: Floats
    components: Floats
    whole: float

    @property
    def first_share(self) -> float:
        """How much of all difference lies in the first direction: 0 to 1."""
        return float(self.variances[0]) / self.whole if self.whole > 0 else 0.0


def two_directions(ballots: Ballots, value: Floats) -> Directions:
    """The two directions of largest variance of the values, one for each vote of the ballots."""
    voters, many = len(ballots.voters), len(ballots.statements)
    whole = float(value @ value)
    variances, components = np.zeros(2), np.zeros((2, many))
    if whole <= 0:
        return Directions(variances, components, 0.0)
    table = _table(ballots, value)
    of_voters = voters < many
    side = table.T if of_voters else table
    values, vectors = _largest(side) if min(voters, many) > LARGE else _exactly(side)
    for place, (variance, vector) in enumerate(zip(values, vectors.T, strict=True)):
        if variance > 1e-12 * max(whole, 1.0):
            variances[place] = variance
            components[place] = table.T @ vector / np.sqrt(variance) if of_voters else vector
    return Directions(variances, components, whole)


def _table(ballots: Ballots, value: Floats) -> Table:
    """Voters by statements: written out where that is small, else only the votes that exist."""
    voters, many = len(ballots.voters), len(ballots.statements)
    if voters * many <= FEW_CELLS:
        full = np.zeros((voters, many))
        full[ballots.voter, ballots.statement] = value
        return full
    starts = np.concatenate([[0], np.cumsum(ballots.votes_by_voter)])
    return csr_matrix((value, ballots.statement, starts), shape=(voters, many))


def _exactly(table: Table) -> tuple[Floats, Floats]:
    """The two largest eigenvalues of the products of columns, and their vectors as columns."""
    columns = table.shape[1]
    products = table.T @ table if isinstance(table, np.ndarray) else _products(table.tocsr())
    asked = min(2, columns)
    values, vectors = eigh(products, subset_by_index=[columns - asked, columns - 1])
    return values[::-1], vectors[:, ::-1]


def _products(table: csr_matrix) -> Floats:
    rows, columns = table.shape
    length = np.diff(table.indptr).astype(np.float64)
    if float(length @ length) * SPARSE_COST < float(rows) * columns * columns:
        sparse: Floats = (table.T @ table).toarray()
        return sparse
    products = np.zeros((columns, columns))
    for start in range(0, rows, BLOCK):
        full = table[start : start + BLOCK].toarray()
        products += full.T @ full
    return products


def _largest(table: Table) -> tuple[Floats, Floats]:
    """The same without writing the products out."""
    # A conversation is seldom so large, and this part of the library takes a while to import.
    from scipy.sparse.linalg import svds  # noqa: PLC0415

    start = np.random.default_rng(0).standard_normal(min(table.shape))
    _left, roots, right = svds(table, k=2, v0=start, tol=0)
    order = np.argsort(-roots)
    values: Floats = roots[order].astype(np.float64) ** 2
    return values, right[order].T
