/**
 * Runs the proof of every claim of the guide.
 * `npm run verify:claims [-- --update] [part of a concept id …]`; with --update content/verification.json is written.
 */
import { verifyClaims } from './lib/claims/verifyClaims.mts';

const args = process.argv.slice(2);
const problems = await verifyClaims(
  args.filter((arg) => arg !== '--update'),
  args.includes('--update'),
);
process.exitCode = problems > 0 ? 1 : 0;
