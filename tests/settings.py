"""The settings of the house in a store of their own, so that no test touches real data.

A PostgreSQL is used when SAMSYN_DATABASE_URL names one; nothing else of the environment counts.
"""

import atexit
import os
import shutil
import tempfile

for name in list(os.environ):
    if name.startswith("SAMSYN_") and name not in {"SAMSYN_DATABASE_URL", "SAMSYN_NO_BROWSER"}:
        del os.environ[name]
os.environ["SAMSYN_HOME"] = tempfile.mkdtemp(prefix="samsyn-tests-")
atexit.register(shutil.rmtree, os.environ["SAMSYN_HOME"], ignore_errors=True)

from samsyn.config.settings import *  # noqa: E402, F403  # the place had to be known first
from samsyn.config.settings import DATABASES, HOME, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()
# Real hashes take half a second each on purpose; no test is about them.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
KEEPS_BY_TIME = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads then meet the same locks as in real use.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    # Nothing of it needs to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
