"""All benchmarks: `make bench`."""

from bench import academy, check, startup
from bench.measure import HEAD

print(HEAD, flush=True)
check.main()
startup.main()
academy.main()
