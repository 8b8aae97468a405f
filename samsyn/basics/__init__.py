"""Words every room uses: periods, problems, and how Swedish is sorted. Pure Python."""
