"""All benchmarks: `make bench`. The peers come last: they take minutes."""

from bench import academy, again, check, growth, mending, peers, startup
from bench.measure import HEAD

print(HEAD, flush=True)
check.main()
startup.main()
academy.main()
for part in (again.main, mending.main, growth.main, peers.main, peers.prove):
    print(flush=True)
    part()
