/** The guide, arranged for looking things up, where a concept is checked when it is used for the first time. */
import * as v from 'valibot';
import { conceptSchema, type Concept } from '../../protocol/src/concept';
import type { Trigger } from '../../protocol/src/trigger';
import type { ConceptIndex } from './conceptIndex';
import type { GuideOutline } from './parseGuide';

export class LazyConceptIndex implements ConceptIndex {
  readonly #unchecked: ReadonlyMap<string, unknown>;
  readonly #checked = new Map<string, Concept | undefined>();
  readonly #report: (problem: string) => void;
  #all: readonly Concept[] | undefined;

  /** `report` is told about a concept that cannot be used; it costs only itself. */
  constructor({ concepts }: GuideOutline, report: (problem: string) => void) {
    this.#unchecked = new Map(concepts.map((concept) => [concept.id, concept]));
    this.#report = report;
  }

  get concepts(): readonly Concept[] {
    this.#all ??= [...this.#unchecked.keys()].flatMap((id) => this.concept(id) ?? []);
    return this.#all;
  }

  concept(id: string): Concept | undefined {
    if (!this.#checked.has(id) && this.#unchecked.has(id)) this.#checked.set(id, this.#check(id));
    return this.#checked.get(id);
  }

  trigger(wireId: string): Trigger | undefined {
    const [conceptId = '', triggerId] = wireId.split('/');
    return this.concept(conceptId)?.triggers.find(({ id }) => id === triggerId);
  }

  #check(id: string): Concept | undefined {
    const result = v.safeParse(conceptSchema, this.#unchecked.get(id));
    if (result.success) return result.output;
    const [issue] = result.issues;
    const path = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
    this.#report(`The concept "${id}" in the guide is damaged at "${path}": ${issue.message}.`);
    return undefined;
  }
}
