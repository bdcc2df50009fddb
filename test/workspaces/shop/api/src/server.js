import express from 'express';
import { orders } from './orders.js';

const app = express();
app.use('/orders', orders);

const server = app.listen(3000);

// Finish the requests that are running, then leave; give up after ten seconds.
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 10_000).unref();
});

process.nextTick(() => console.log('the call setTimeout in this string is only text'));
