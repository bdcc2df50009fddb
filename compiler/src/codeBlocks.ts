/** Fenced code: every block says how it is checked. */
import type { Code, Nodes } from 'mdast';
import type { VFile } from 'vfile';
import { verifications, type Verification } from '../../protocol/src/concept';

/** Languages that a fence may name; the reader highlights them and the verification knows a checker for each. */
const fenceLanguages = [
  'js',
  'ts',
  'sql',
  'python',
  'dockerfile',
  'yaml',
  'compose',
  'shell',
  'prisma',
  'nginx',
  'http',
  'json',
] as const;

/** A fenced block with what its info string says: ```` ```sql verify=postgresql library=pg ````. */
export interface CodeBlock {
  readonly conceptId: string;
  /** Of the file, relative to the content folder. */
  readonly path: string;
  /** The section, question or snippet that the block stands in. */
  readonly where: string;
  readonly line: number;
  readonly language: string;
  /** As written; the gap of a fill-gap question holds the first accepted answer. */
  readonly text: string;
  readonly verify: Verification;
  readonly library?: string;
  /** The predict-output question whose right answer is what this program prints. */
  readonly outputOf?: string;
}

const keys = ['verify', 'library'];

/**
 * Reads the info string of a fence. Blocks in `text` show output or a drawing and are not code: they give undefined,
 * and so do blocks whose marks are wrong, after a message.
 */
export function readCodeBlock(
  node: Code,
  conceptId: string,
  where: string,
  file: VFile,
): CodeBlock | undefined {
  if (node.lang === 'text') return undefined;
  if (!fenceLanguages.some((language) => language === node.lang)) {
    const known = `text, ${fenceLanguages.join(', ')}`;
    file.message(
      `Unknown code language "${node.lang ?? ''}": write one of ${known} behind the fence`,
      node,
      'code',
    );
    return undefined;
  }
  const marks = new Map<string, string>();
  for (const word of (node.meta ?? '').split(/\s+/).filter(Boolean)) {
    const [key = '', value = ''] = word.split('=', 2);
    if (!keys.includes(key) || value === '') {
      file.message(
        `Unknown mark "${word}" behind the fence: write verify=… and, for a snippet, library=…`,
        node,
        'code',
      );
      return undefined;
    }
    marks.set(key, value);
  }
  const verify = verifications.find((verification) => verification === marks.get('verify'));
  if (verify === undefined) {
    const ways = verifications.join(', ');
    file.message(`This block does not say how it is checked: add verify=… with one of ${ways}`, node, 'code');
    return undefined;
  }
  const library = marks.get('library');
  return {
    conceptId,
    path: file.path,
    where,
    line: node.position?.start.line ?? 1,
    language: node.lang ?? '',
    text: node.value,
    verify,
    ...(library === undefined ? {} : { library }),
  };
}

/** Whether a node is fenced code. */
export function isCode(node: Nodes): node is Code {
  return node.type === 'code';
}
