import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';

const secret = process.env['TOKEN_SECRET'] ?? '';

export function issueToken(userId: string): string {
  return jwt.sign({ sub: userId }, secret, { expiresIn: '15m' });
}

export const requireUser: RequestHandler = (req, res, next) => {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  if (scheme !== 'Bearer' || token === undefined) {
    res.status(401).set('WWW-Authenticate', 'Bearer').end();
    return;
  }
  const claims = jwt.verify(token, secret, { algorithms: ['HS256'] });
  res.locals['userId'] = claims.sub;
  next();
};
