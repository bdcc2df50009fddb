import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'large-ids'({ json, python }) {
    const text = '9007199254740993';
    assert.equal(
      await json(`console.log(JSON.stringify(String(JSON.parse('${text}'))));`),
      '9007199254740992',
    );
    assert.equal(await python(`import json\nprint(json.dumps(str(json.loads("${text}"))))`), text);
  },

  async 'unawaited-coroutine'({ python }) {
    const program = `
import asyncio, json, warnings
ran = []
async def work():
    ran.append(1)
async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        work()
    return [len(ran), str(caught[0].message)]
print(json.dumps(asyncio.run(main())))
`;
    assert.deepEqual(await python(program), [0, "coroutine 'work' was never awaited"]);
  },
};
