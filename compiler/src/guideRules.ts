/** What must hold between a concept, the catalogue and the other concepts. */
import type { VFile } from 'vfile';
import { cardLines, cardOf, maximalCardLines } from '../../guide/src/card';
import type { Concept } from '../../protocol/src/concept';
import type { CatalogEntry } from './catalog';

const top = { line: 1, column: 1 };

/** Ids, folder, sides and the length of every hover card. */
export function checkConcept(
  concept: Concept,
  path: string,
  catalog: ReadonlyMap<string, CatalogEntry>,
  file: VFile,
): void {
  const entry = catalog.get(concept.id);
  if (entry === undefined) {
    file.message(
      `"${concept.id}" is not in content/catalog.yaml: use an id of the catalogue`,
      top,
      'catalog',
    );
    return;
  }
  const expectedPath = `${entry.area}/${concept.id}.md`;
  if (path !== expectedPath)
    file.message(`This file belongs at content/${expectedPath}: move it there`, top, 'catalog');
  if (concept.area !== entry.area)
    file.message(`"area" must be "${entry.area}", as in the catalogue`, top, 'catalog');
  const sides = concept.options.map((option) => option.id);
  if (sides.join() !== entry.options.join()) {
    file.message(
      `"options" must be ${entry.options.join(', ') || 'absent'}, in the order of the catalogue`,
      top,
      'catalog',
    );
  }
  for (const id of [...concept.prerequisites, ...concept.related]) {
    if (!catalog.has(id))
      file.message(`"${id}" is no concept: use an id of content/catalog.yaml`, top, 'links');
    if (id === concept.id) file.message(`The concept links to itself: remove "${id}"`, top, 'links');
  }
  for (const [, id = ''] of String(file).matchAll(/\]\(concept:([^)\s]*)\)/g)) {
    if (!catalog.has(id))
      file.message(`The link to "concept:${id}" leads nowhere: use an id of the catalogue`, top, 'links');
  }
  checkTriggers(concept, file);
}

function checkTriggers(concept: Concept, file: VFile): void {
  const seen = new Set<string>();
  for (const trigger of concept.triggers) {
    if (seen.has(trigger.id))
      file.message(`Two triggers are called "${trigger.id}": rename one`, top, 'triggers');
    seen.add(trigger.id);
    const option = concept.options.find(({ id }) => id === trigger.option);
    if (trigger.option !== undefined && option === undefined) {
      file.message(
        `Trigger "${trigger.id}": "${trigger.option}" is none of the concept's options`,
        top,
        'triggers',
      );
    }
    const lines = cardLines(cardOf(concept, option, trigger.note));
    if (lines > maximalCardLines) {
      const mend = 'shorten the note, the first sentence of the lead, or get, pay and switchWhen';
      file.message(
        `The card of trigger "${trigger.id}" needs ${lines} lines, more than ${maximalCardLines}: ${mend}`,
        top,
        'card',
      );
    }
  }
}

interface Parsed {
  readonly file: VFile;
  readonly concept: Concept | undefined;
}

/** One file per id, snippet prefixes that mean one thing, and prerequisites without a circle. */
export function checkGuide(parsed: readonly Parsed[], catalog: ReadonlyMap<string, CatalogEntry>): void {
  const byId = new Map<string, Parsed>();
  const prefixOwner = new Map<string, string>();
  for (const entry of parsed) {
    if (entry.concept === undefined) continue;
    const { id, snippets } = entry.concept;
    if (byId.has(id))
      entry.file.message(`Another file has the id "${id}" too: keep one of them`, top, 'catalog');
    byId.set(id, entry);
    for (const { prefix } of snippets) {
      const owner = prefixOwner.get(prefix) ?? id;
      if (owner !== id)
        entry.file.message(`The prefix "${prefix}" belongs to "${owner}": choose another`, top, 'snippets');
      prefixOwner.set(prefix, owner);
    }
  }
  for (const id of catalog.keys()) {
    const circle = findCircle(id, byId, []);
    if (circle !== undefined) {
      byId
        .get(id)
        ?.file.message(
          `Prerequisites go in a circle: ${circle.join(' → ')}; remove one of them`,
          top,
          'links',
        );
    }
  }
}

/** A path of prerequisites from `id` back to itself. */
function findCircle(
  id: string,
  byId: ReadonlyMap<string, Parsed>,
  path: readonly string[],
): readonly string[] | undefined {
  if (path[0] === id) return [...path, id];
  if (path.includes(id)) return undefined;
  for (const next of byId.get(id)?.concept?.prerequisites ?? []) {
    const circle = findCircle(next, byId, [...path, id]);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
