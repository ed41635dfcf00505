export interface CrawlerSchedule {
  how: 'cron' | 'systemd';
  /** Absolute. */
  file: string;
  name: string;
  /** Null: hourly. */
  everyMs: number | null;
  /** The data folder; a computer that runs it by itself has no environment of ours. */
  home: string;
}

/** The lines that let a computer run a crawler by itself. */
export function installLines({ how, file, name, everyMs, home }: CrawlerSchedule): string[] {
  const minutes = Math.max(1, Math.round((everyMs ?? 3_600_000) / 60_000));
  const command = ['quarry', 'crawl', file, '--once', '--home', home];
  return how === 'cron'
    ? [
        '# Add with `crontab -e`. The connection must be able to log in: keep its password in the key store.',
        `${cronTimes(minutes)} ${command.map(shellWord).join(' ').replaceAll('%', '\\%')}`,
      ]
    : [
        `# ~/.config/systemd/user/quarry-crawl-${name}.service`,
        '[Unit]',
        `Description=Quarry crawler ${name}`,
        '[Service]',
        'Type=oneshot',
        `ExecStart=/usr/bin/env ${command.map(systemdWord).join(' ')}`,
        '',
        `# ~/.config/systemd/user/quarry-crawl-${name}.timer`,
        '[Unit]',
        `Description=Quarry crawler ${name}, every ${minutes} min`,
        '[Timer]',
        'OnBootSec=5min',
        `OnUnitInactiveSec=${minutes}min`,
        '[Install]',
        'WantedBy=timers.target',
        '',
        `# systemctl --user enable --now quarry-crawl-${name}.timer`,
      ];
}

/** Cron knows minutes and hours of a day only; the next shorter even pace is taken. */
function cronTimes(minutes: number): string {
  if (minutes < 60) return `*/${minutes} * * * *`;
  const hours = Math.min(24, Math.floor(minutes / 60));
  return hours === 1 ? '0 * * * *' : hours === 24 ? '0 3 * * *' : `0 */${hours} * * *`;
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function systemdWord(word: string): string {
  const escaped = word.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@+=:,./-]+$/.test(word) ? escaped : `"${escaped}"`;
}
