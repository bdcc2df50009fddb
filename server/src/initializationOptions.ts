/** What a client may say about itself beside the protocol. Any client may send anything. */
import * as v from 'valibot';
import { OutsideValues } from './outsideValues';

interface ParsedInitializationOptions {
  readonly commandLinks: boolean;
  readonly contributedSnippets: boolean;
  readonly guideText: string | undefined;
  /** Read like any other settings, later. */
  readonly settings: unknown;
  /** A sentence for each value that was not usable. */
  readonly problems: readonly string[];
}

/** Never throws. */
export function parseInitializationOptions(options: unknown): ParsedInitializationOptions {
  const values = new OutsideValues(options, (path) =>
    path === '' ? 'The value of "initializationOptions"' : `The initialization option "${path}"`,
  );
  return {
    commandLinks: values.readSwitch('commandLinks', false),
    contributedSnippets: values.readSwitch('contributedSnippets', false),
    guideText: values.read('guideText', v.string(), 'the text of guide.json', undefined),
    settings: values.read('settings', v.unknown(), 'settings', undefined),
    problems: values.problems,
  };
}
