/** How the areas of the guide are named and drawn. */
import * as vscode from 'vscode';
import type { Area } from '../../protocol/src/concept';

export function areaTitle(area: Area): string {
  const { t } = vscode.l10n;
  const titles: Readonly<Record<Area, string>> = {
    databases: t('Databases'),
    nodejs: t('Node.js'),
    express: t('Express'),
    nestjs: t('NestJS'),
    security: t('Security'),
    'system-design': t('System design'),
    python: t('Python'),
    devops: t('DevOps'),
    testing: t('Testing'),
    mindset: t('Mindset'),
  };
  return titles[area];
}

const icons: Readonly<Record<Area, string>> = {
  databases: 'database',
  nodejs: 'sync',
  express: 'server',
  nestjs: 'layers',
  security: 'shield',
  'system-design': 'type-hierarchy',
  python: 'snake',
  devops: 'package',
  testing: 'beaker',
  mindset: 'comment-discussion',
};

export function areaIcon(area: Area): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icons[area]);
}
