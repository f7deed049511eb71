"""salesbook: a sales department's knowledge as code.

One way through: files → documents → models → book → checks and tools → outputs (docs/architecture.md).
"""

__version__ = "0.1.0"
