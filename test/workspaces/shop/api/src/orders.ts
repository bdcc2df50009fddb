import { Router } from 'express';
import { pool } from './database.js';
import { requireUser } from './session.js';

export const orders = Router();

orders.get('/', requireUser, async (req, res) => {
  const page = Math.max(0, Number(req.query['page']) || 0);
  const { rows } = await pool.query(
    `SELECT id, status, total
     FROM orders
     WHERE user_id = $1
     ORDER BY created_at DESC, id DESC
     LIMIT 20 OFFSET $2`,
    [res.locals['userId'], page * 20],
  );
  res.json(rows);
});

orders.get('/feed', requireUser, async (req, res) => {
  const { rows } = await pool.query(
    'SELECT id, status, total FROM orders WHERE id > $1 ORDER BY id LIMIT 20',
    [req.query['after'] ?? 0],
  );
  res.json(rows);
});
