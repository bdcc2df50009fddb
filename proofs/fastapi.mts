/** Requests are made in process through ASGI. */
import assert from 'node:assert/strict';
import type { ProofContext, Proofs } from '../scripts/lib/claims/context.mts';

async function ask({ python }: ProofContext, routes: string, calls: string): Promise<unknown> {
  const program = `
import asyncio, json, httpx
from fastapi import FastAPI
from pydantic import BaseModel
app = FastAPI()
${routes}
async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
${calls.replace(/^/gm, '        ')}
print(json.dumps(asyncio.run(main())))
`;
  return python(program, ['FastAPI']);
}

export const proofs: Proofs = {
  async 'no-response-model-leaks'(context) {
    const routes = `
class Public(BaseModel):
    id: int
row = {"id": 1, "password_hash": "hidden"}
@app.get("/all")
async def everything():
    return row
@app.get("/public", response_model=Public)
async def public():
    return row`;
    const calls = `return [(await client.get(path)).json() for path in ("/all", "/public")]`;
    assert.deepEqual(await ask(context, routes, calls), [{ id: 1, password_hash: 'hidden' }, { id: 1 }]);
  },

  async 'answers-422-by-itself'(context) {
    const routes = `
calls = []
@app.get("/users/{user_id}")
async def user(user_id: int):
    calls.append(user_id)`;
    const calls = `return [(await client.get("/users/abc")).status_code, calls]`;
    assert.deepEqual(await ask(context, routes, calls), [422, []]);
  },

  async 'routes-in-order-of-registration'(context) {
    const routes = `
@app.get("/users/{user_id}")
async def user(user_id: int):
    return user_id
@app.get("/users/me")
async def me():
    return "me"`;
    assert.equal(await ask(context, routes, `return (await client.get("/users/me")).status_code`), 422);
  },

  async 'unknown-fields-are-ignored'(context) {
    const routes = `
class User(BaseModel):
    email: str
@app.post("/users")
async def create(user: User):
    return user`;
    const calls = `answer = await client.post("/users", json={"email": "not-an-email", "role": "admin"})
return [answer.status_code, answer.json()]`;
    assert.deepEqual(await ask(context, routes, calls), [200, { email: 'not-an-email' }]);
  },

  async 'blocking-stops-the-loop'(context) {
    const routes = `
import threading
main_thread = threading.get_ident()
@app.get("/async")
async def on_the_loop():
    return threading.get_ident() == main_thread
@app.get("/plain")
def in_a_thread():
    return threading.get_ident() == main_thread`;
    const calls = `return [(await client.get(path)).json() for path in ("/async", "/plain")]`;
    assert.deepEqual(await ask(context, routes, calls), [true, false]);
  },
};
