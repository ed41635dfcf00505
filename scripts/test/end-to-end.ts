import { findOrInstallBrowser } from '../browser.ts';
import { buildTargets } from '../build/targets.ts';
import { findElectron, firstMajorWithCore } from '../find-electron.ts';
import { root } from '../root.ts';

export type Host = 'web' | 'desktop';

/** Builds what the specs need and names the Playwright projects that can run here; says why others cannot. */
export async function prepareEndToEnd(hosts: readonly Host[], say: (line: string) => void): Promise<string[]> {
  await buildTargets(root, ['renderer', 'node', 'main', 'preload'], { say });
  const projects: string[] = [];
  if (hosts.includes('web')) {
    process.env.QUARRY_CHROMIUM = findOrInstallBrowser(say);
    projects.push('web');
  }
  if (hosts.includes('desktop')) projects.push(...desktopProjects(say));
  return projects;
}

function desktopProjects(say: (line: string) => void): string[] {
  const electron = findElectron({ mayDownload: false, say });
  if (electron === undefined) {
    say('Desktop specs skipped: no Electron binary was found.');
    return [];
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('Desktop specs skipped: there is no display. Run them under xvfb-run.');
    return [];
  }
  process.env.QUARRY_ELECTRON = electron.path;
  if (electron.major >= firstMajorWithCore) return ['desktop-attached', 'desktop-embedded'];
  say(
    `Specs with the core inside the shell skipped: Electron ${electron.version} is older than ${firstMajorWithCore}.`,
  );
  return ['desktop-attached'];
}

/** Arguments of Playwright for one project. */
export function playwrightArguments(project: string): string[] {
  return ['test', '-c', 'e2e/playwright.config.ts', `--project=${project}`];
}
