/**
 * Runs the proof of every claim of the guide.
 * `npm run verify:claims [-- --update] [part of a concept id …]`; with --update content/verification.json is written.
 */
import { verifyClaims } from './lib/claims/verifyClaims.mts';
import { partsOfNothing } from './lib/partsOfNothing.mts';

const args = process.argv.slice(2);
const parts = args.filter((arg) => arg !== '--update');
const { problems, concepts } = await verifyClaims(parts, args.includes('--update'));
const nothing = partsOfNothing(parts, concepts, 'no id of a concept with claims');
for (const line of nothing) console.error(line);
process.exitCode = problems + nothing.length > 0 ? 1 : 0;
