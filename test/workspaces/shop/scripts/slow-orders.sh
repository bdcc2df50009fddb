#!/usr/bin/env bash
# Shows how the database reads one page of orders.
set -euo pipefail

psql "$DATABASE_URL" -c "EXPLAIN (ANALYZE, BUFFERS) SELECT id, total FROM orders ORDER BY created_at DESC, id DESC LIMIT 20 OFFSET 10000"
