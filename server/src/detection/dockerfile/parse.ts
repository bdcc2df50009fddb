import type { ShellWord } from '../shell/parse';

/** One instruction of a Dockerfile with everything that continues it. */
export interface Instruction {
  /** In upper case. */
  readonly name: string;
  readonly keyword: ShellWord;
  /** `--from=build` and the like, which stand before the arguments. */
  readonly flags: readonly ShellWord[];
  readonly words: readonly ShellWord[];
  readonly argumentsFrom: number;
  readonly to: number;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** Neither a here string, `<<<`, nor a shift to the left as in `1<<BITS`. */
const hereDocumentMark = /(?<![<(\w])<<-?\s*(["']?)([A-Za-z_]\w*)\1/g;

/**
 * A tag that only steers a template, in the language of Jinja or of Go. No part of the pattern can end a tag in two
 * ways: a line of many tags would else be tried in all their combinations.
 */
const steering = String.raw`\{(?:%(?:[^%\n]|%(?!\}))*%\}|#(?:[^#\n]|#(?!\}))*#\}|\{-?\s*(?:if|else|end|range|with)\b(?:[^}\n]|\}(?!\}))*\}\})`;
const steeringLine = new RegExp(String.raw`^\s*(?:${steering}\s*)+$`);
const steeringBefore = new RegExp(String.raw`\s*(?:${steering}\s*)+`, 'y');

const isBlankOrComment = (line: string): boolean => /^\s*(?:#|$)/.test(line) || steeringLine.test(line);

/** Behind the tags that stand in front of an instruction. */
function behindSteering(text: string, from: number): number {
  steeringBefore.lastIndex = from;
  return steeringBefore.test(text) ? steeringBefore.lastIndex : from;
}

/** Where the instruction that begins at an offset ends; blank lines and comments between instructions are lines of their own. */
export function instructionEnd(text: string, from: number): number {
  let at = lineEnd(text, from);
  let line = text.slice(from, at);
  if (isBlankOrComment(line)) return at;
  const hereDocuments = [...line.matchAll(hereDocumentMark)].map((match) => match[2] ?? '');
  while (at < text.length && (/\\[ \t]*\r?\n$/.test(line) || isBlankOrComment(line))) {
    const next = lineEnd(text, at);
    line = text.slice(at, next);
    for (const match of line.matchAll(hereDocumentMark)) hereDocuments.push(match[2] ?? '');
    at = next;
  }
  for (const delimiter of hereDocuments) {
    while (at < text.length) {
      const next = lineEnd(text, at);
      const isDelimiter = text.slice(at, next).trim() === delimiter;
      at = next;
      if (isDelimiter) break;
    }
  }
  return at;
}

/** The words of a stretch, without continuations and the comments between continued lines. */
function wordsOf(text: string, from: number, to: number): ShellWord[] {
  const words: ShellWord[] = [];
  const pattern = /^[ \t]*#.*$|\\[ \t]*\r?$|(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'\\]|\\.|["'\\])+/gm;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null && match.index < to; match = pattern.exec(text)) {
    const word = match[0];
    const isSkipped = /^[ \t]*#/.test(word) ? match.index > from : /^\\[ \t]*\r?$/.test(word);
    if (!isSkipped)
      words.push({ text: word, from: match.index, to: Math.min(to, match.index + word.length) });
    if (word === '') pattern.lastIndex++;
  }
  return words;
}

/** The instruction in a stretch of the text; `ONBUILD` gives the instruction that it carries as well. */
export function readInstructions(text: string, from: number, to: number): Instruction[] {
  const instructions: Instruction[] = [];
  let words = wordsOf(text, behindSteering(text, from), to);
  for (;;) {
    const [keyword, ...rest] = words;
    if (keyword === undefined || !/^[A-Za-z]+$/.test(keyword.text)) return instructions;
    const firstArgument = rest.findIndex((word) => !word.text.startsWith('--'));
    const flags = firstArgument < 0 ? rest : rest.slice(0, firstArgument);
    const others = firstArgument < 0 ? [] : rest.slice(firstArgument);
    const argumentsFrom = others[0]?.from ?? to;
    const name = keyword.text.toUpperCase();
    instructions.push({ name, keyword, flags, words: others, argumentsFrom, to });
    if (name !== 'ONBUILD') return instructions;
    words = others;
  }
}
