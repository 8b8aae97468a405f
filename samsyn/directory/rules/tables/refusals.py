"""The refusals that text files and workbooks share, each with its stable code."""

from samsyn.basics.problem import Problem, words


def not_a_table(name: str, looks_like: str) -> Problem:
    """The refusal of a file that is something else."""
    return Problem(
        "file-not-a-table",
        words(
            "%(name)s is not a table: by its content it is %(looks_like)s. Open the list in "
            "Excel, choose Save as, and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”."
        ),
        name=name,
        looks_like=looks_like,
    )


def broken(name: str, detail: str) -> Problem:
    """The refusal of a file that starts as a table and then cannot be read."""
    return Problem(
        "file-broken",
        words(
            "%(name)s cannot be read: %(detail)s. Open it in Excel, choose Save as, save it "
            "as a new “Excel Workbook (.xlsx)” and send that file."
        ),
        name=name,
        detail=detail,
    )


def cell_too_long(where: str, row: int, column: str, most: int) -> Problem:
    """The refusal of a cell with more characters than Excel itself can hold."""
    return Problem(
        "cell-too-long",
        words(
            "Column %(column)s in row %(row)s of %(where)s has more than %(most)s characters. "
            "Shorten the text; if it is a text file, look for a missing quotation mark."
        ),
        where=where,
        row=row,
        column=column,
        most=most,
    )


def too_many_columns(where: str, row: int, column: str, most: int) -> Problem:
    """The refusal of a table wider than any list is."""
    return Problem(
        "too-many-columns",
        words(
            "%(where)s has something in column %(column)s of row %(row)s; at most "
            "%(most)s columns are read. Remove the columns that are not part of the list."
        ),
        where=where,
        row=row,
        column=column,
        most=most,
    )


def too_many_rows(where: str, most: int) -> Problem:
    """The refusal of a table longer than can be read in one go."""
    return Problem(
        "too-many-rows",
        words(
            "%(where)s goes on past row %(most)s, which is the last that is read. "
            "Split the list into several files."
        ),
        where=where,
        most=most,
    )
