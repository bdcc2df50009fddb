/** Diagram files: YAML in, checked data and messages out. */
import * as v from 'valibot';
import type { VFile } from 'vfile';
import type { Concept } from '../../protocol/src/concept';
import { diagramSchema, type Diagram } from '../../protocol/src/diagram';
import { sourceFile, type CompiledGuide, type ConceptFile } from './compileGuide';
import { readYaml } from './readYaml';

interface ParsedDiagram {
  /** The concept that the file is named after. */
  readonly conceptId: string;
  /** Undefined when the file has messages. */
  readonly diagram: Diagram | undefined;
  readonly file: VFile;
}

/** `path` is relative to the content folder: `diagrams/<concept-id>.yaml`. */
function parseDiagram(path: string, text: string, conceptIds: ReadonlySet<string>): ParsedDiagram {
  const file = sourceFile({ path, text });
  const conceptId = file.stem ?? '';
  const yaml = readYaml(String(file), { what: 'The diagram', firstLine: 1, rule: 'diagram' }, file);
  if (yaml === undefined) return { conceptId, diagram: undefined, file };
  if (!conceptIds.has(conceptId))
    file.message(`No concept is named "${conceptId}": name the file after the concept that it belongs to`);
  const parsed = v.safeParse(diagramSchema, yaml.data);
  if (!parsed.success) {
    for (const issue of parsed.issues)
      file.message(`"${v.getDotPath(issue) ?? 'diagram'}": ${issue.message}`);
    return { conceptId, diagram: undefined, file };
  }
  checkArrows(parsed.output, file);
  return { conceptId, diagram: file.messages.length === 0 ? parsed.output : undefined, file };
}

function checkArrows({ boxes, arrows }: Diagram, file: VFile): void {
  const ids = boxes.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) file.message(`Two boxes are called "${twice}": choose another id for one of them`);
  for (const { from, to } of arrows) {
    for (const end of [from, to]) {
      if (!ids.includes(end))
        file.message(`An arrow names the box "${end}", which is not drawn: mend its id`);
    }
  }
}

/** The guide with its drawings; the files of the drawings join the others, so that their messages are seen. */
export function withDiagrams(
  compiled: CompiledGuide,
  diagramFiles: readonly ConceptFile[],
  conceptIds: ReadonlySet<string>,
): CompiledGuide {
  const parsed = diagramFiles.map(({ path, text }) => parseDiagram(path, text, conceptIds));
  const diagrams = new Map(parsed.map(({ conceptId, diagram }) => [conceptId, diagram]));
  const concepts = compiled.guide.concepts.map((concept): Concept => {
    const diagram = diagrams.get(concept.id);
    return diagram === undefined ? concept : { ...concept, diagram };
  });
  return {
    ...compiled,
    guide: { ...compiled.guide, concepts },
    files: [...compiled.files, ...parsed.map(({ file }) => file)],
  };
}
