"""A Hub for tests and benches, spoken to over real HTTP; never used by the product itself."""

from tests.fakehub.catalog import Catalog
from tests.fakehub.faults import Faults
from tests.fakehub.server import FakeHub
from tests.fakehub.synthetic import SyntheticCatalog

__all__ = ["Catalog", "FakeHub", "Faults", "SyntheticCatalog"]
