/** content/catalog.yaml: the ids that exist, their areas and sides. */
import { areas, type Area } from '../../protocol/src/concept';
import * as v from 'valibot';
import { parse } from 'yaml';

const catalogSchema = v.record(v.picklist(areas), v.record(v.string(), v.array(v.string())));

export interface CatalogEntry {
  readonly area: Area;
  readonly options: readonly string[];
}

/** Concept id → area and option ids. Throws when the file does not have the documented shape. */
export function parseCatalog(yaml: string): ReadonlyMap<string, CatalogEntry> {
  const catalog = v.parse(catalogSchema, parse(yaml));
  return new Map(
    areas.flatMap((area) =>
      Object.entries(catalog[area] ?? {}).map(([id, options]): [string, CatalogEntry] => [
        id,
        { area, options },
      ]),
    ),
  );
}
