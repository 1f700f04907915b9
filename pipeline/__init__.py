"""Pure steps from a fetched page to a candidate: decode, read, find, resolve, gather. No I/O anywhere below."""
