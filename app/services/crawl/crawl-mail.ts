import { AppError } from '../../contract/app-error.ts';
import type { CrawlResult } from '../../contract/crawl.ts';
import type { Crawler } from '../../crawl/crawler.ts';
import type { CrawlLog } from './crawl-log.ts';

/** Mails how a run went, if the crawler asks for it. A mail that cannot be sent is told in the log and ends nothing. */
export async function sendReport(crawler: Crawler, result: CrawlResult | AppError, log: CrawlLog): Promise<void> {
  const { name, mail } = crawler;
  if (mail === undefined) return;
  const trouble = troubleOf(result);
  if (trouble === null && mail.when === 'errors') return;
  try {
    // Loaded late: most crawlers send none.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(withPassword(mail.server));
    await transport.sendMail({
      ...{ from: mail.from, to: [...mail.to], subject: `Crawler ${name}: ${trouble ?? 'all is well'}` },
      text: `${log.lines().join('\n')}\n`,
    });
    transport.close();
  } catch (error) {
    log.error(`The mail could not be sent: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a person should look at; null if nothing. */
function troubleOf(result: CrawlResult | AppError): string | null {
  if (result instanceof AppError) return result.message;
  const { invalid, asks, problemCount, sent } = result;
  const parts = [
    invalid > 0 ? `${invalid} invalid` : '',
    asks + sent.needsYou > 0 ? `${asks + sent.needsYou} need you` : '',
    problemCount > 0 ? `${problemCount} cannot be seen` : '',
    sent.open > 0 ? `${sent.open} not sent yet` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

/** The password does not stand in the file of the crawler. */
function withPassword(server: string): string {
  const url = new URL(server);
  const password = process.env.QUARRY_SMTP_PASSWORD;
  if (url.username !== '' && password !== undefined) url.password = encodeURIComponent(password);
  return url.href;
}
