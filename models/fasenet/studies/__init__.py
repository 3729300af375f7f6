"""Studies that compare losses and networks on one short schedule; the figures are in docs/network.md."""
