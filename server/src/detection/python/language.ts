import { parser } from '@lezer/python';
import type { SourceLanguage } from '../source/language';
import { parameterModule, type Meaning } from '../source/resolve';
import { SourceIndex } from '../source/sourceIndex';
import { inProject, type Target } from '../source/targets';
import type { TriggerIndex } from '../triggerIndex';
import { pythonFacts } from './collect';
import { pythonEvidence, pythonSql } from './embedded';
import { stringBody } from './origin';
import { PythonRoles } from './roles';

/** What stands where a target names a module, though nothing can be imported from it. */
const ownModules = new Set(['global', parameterModule]);

/** A module's members and its submodules are written alike, so a target is one dotted path. */
function canonicalPython(module: string, path: readonly string[]): Target {
  const members = path[0] === 'default' ? path.slice(1) : path;
  if (ownModules.has(module) || module.startsWith(inProject)) return { module, path: members };
  if (module === 'builtins') return { module: 'global', path: members };
  return { module: '', path: [...module.split('.'), ...members] };
}

/** The language's own types and modules, whose methods share names with those of every library. */
const builtinNames = new Set(
  'str bytes bytearray list tuple dict set frozenset int float bool object open print len range sorted map filter zip'.split(
    ' ',
  ),
);
const builtinModules = new Set(
  (
    'os sys re json collections itertools functools pathlib io string datetime time math random logging typing ' +
    'dataclasses subprocess shutil tempfile threading argparse configparser urllib copy'
  ).split(' '),
);

function isBuiltin({ module, path }: Meaning): boolean {
  if (module === 'global') return path[0] !== undefined && builtinNames.has(path[0]);
  return builtinModules.has(module.split('.')[0] ?? '');
}

/** Libraries that the guide has no trigger for, and whose methods are called like those of a database or a queue. */
const otherLibraries = new Set(
  'aiohttp boto3 botocore google httpx keras mechanize numpy pandas paramiko requests scipy tensorflow torch tkinter'.split(
    ' ',
  ),
);

/** Lazy in Django and SQLAlchemy, while the lists and dictionaries of the language have no methods to go on with. */
const chained = new Set(['all', 'filter', 'values', 'reverse']);

export function pythonLanguage(index: TriggerIndex): SourceLanguage {
  const sourceIndex = new SourceIndex(index, 'python', canonicalPython);
  /** A module of the project looks like a library, so only what is known to be one counts as one. */
  const isPackage = (module: string): boolean => {
    const [root = ''] = module.split('.');
    return sourceIndex.libraries().has(root) || otherLibraries.has(root);
  };
  return {
    parser,
    comparison: {
      index: sourceIndex,
      canonical: canonicalPython,
      chained,
      separator: '.',
      isBuiltin,
      isPackage,
    },
    factsOf: (tree, text, known, deadline) => pythonFacts(tree, text, sourceIndex, known, deadline),
    rolesAt: (node, text) => new PythonRoles(text).rolesAt(node),
    embeddedAt: pythonSql,
    stringEvidence: pythonEvidence,
    stringBody,
  };
}
