"""Tests of discovery; fixtures/NAME.html (or .xml, .json, .js) beside fixtures/NAME.expected.json."""
