/** The language ids of documents that the server is asked about. The manifest activates on the same ones (checked by a test). */
export const languageIds = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'sql',
  'pgsql',
  'mysql',
  'python',
  'dockerfile',
  'yaml',
  'dockercompose',
  'shellscript',
  'prisma',
  'nginx',
  'http',
  'rest',
] as const;
