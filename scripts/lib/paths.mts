/** Where things lie in the repository. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const dist = path.join(root, 'dist');
/** Screenshots and reports of test runs; ignored by git. */
export const results = path.join(root, 'test-results');
