import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { bannedPackages, closedToPage, type LayerRule, layerRules, pagePackages } from './rules.ts';

/** The complaints about one file, each with its place; empty if it keeps the rules. `path` uses `/`. */
export function checkFile(path: string, source: string): string[] {
  const imports = importsOf(source);
  const place = (one: Import): string => `${path}:${one.line}`;
  const banned = imports
    .filter((one) => bannedPackages.some((name) => name.test(packageOf(one.specifier))))
    .map((one) => `${place(one)}: ${packageOf(one.specifier)} must never be imported`);
  // Tests and what is made for them may import anything else.
  if (isForTests(path)) return banned;
  const rule = ruleFor(path);
  if (rule === undefined) return [...banned, `${path}: lies in no folder that the rules know`];
  const complaints = imports.flatMap((one) => {
    const problem = one.specifier.startsWith('.') ? checkOwn(path, one, rule) : checkPackage(one.specifier, rule);
    return problem === undefined ? [] : [`${place(one)}: ${problem}`];
  });
  return [...banned, ...complaints];
}

export function isForTests(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('app/testing/');
}

function ruleFor(path: string): LayerRule | undefined {
  return layerRules
    .filter((rule) => isBelow(path, rule.folder))
    .toSorted((left, right) => right.folder.length - left.folder.length)[0];
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function checkOwn(path: string, one: Import, rule: LayerRule): string | undefined {
  const target = posix.join(posix.dirname(path), one.specifier);
  if (isForTests(target)) return `${target} is for tests only`;
  if (rule.environment === 'page' && closedToPage.some((folder) => isBelow(target, folder))) {
    return `${target} needs Node, the page has none`;
  }
  const isOwn = ruleFor(target)?.folder === rule.folder;
  if (isOwn || rule.values.some((folder) => isBelow(target, folder))) return undefined;
  const allowsType = rule.types?.some((folder) => isBelow(target, folder)) ?? false;
  if (allowsType) return one.isType ? undefined : `${rule.folder} may import only types of ${target}`;
  return `${rule.folder} may not import ${target}`;
}

function checkPackage(specifier: string, rule: LayerRule): string | undefined {
  const name = packageOf(specifier);
  const builtin = isBuiltin(specifier);
  if (builtin && !['node', 'electron-main'].includes(rule.environment))
    return `${rule.folder} may not import ${name}: it runs without Node`;
  if (builtin && !specifier.startsWith('node:')) return `write node:${specifier}`;
  if (name === 'electron' && !['electron-main', 'preload'].includes(rule.environment)) {
    return `${rule.folder} may not import electron`;
  }
  if (rule.environment !== 'page' && pagePackages.some((pattern) => pattern.test(name))) {
    return `${rule.folder} may not import ${name}: it belongs to the page`;
  }
  if (rule.packages !== undefined && !builtin && !rule.packages.includes(name)) {
    return `${rule.folder} may not import the package ${name}`;
  }
  return undefined;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
