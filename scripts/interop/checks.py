"""What the programs for DRMS servers share."""

import logging
import math
import warnings

import drms
from telling import check, given, same

__all__ = ["check", "client", "given", "is_missing", "same"]

# Which file it is downloading is of no interest here.
logging.getLogger("drms").setLevel(logging.WARNING)
# What is wrong with a file or a table comes as a warning from astropy.
warnings.simplefilter("error")


def client(email=None):
    return drms.Client(server=drms.ServerConfig(config=given["config"]), email=email)


def is_missing(value):
    return value is None or (isinstance(value, float) and math.isnan(value))
