import { z } from 'zod';

/** What a notification of the desktop tells, where nobody looks at the window. */
export const News = z.object({
  /** Each is told once, by however many windows it is heard. */
  id: z.string(),
  about: z.enum(['jobs', 'questions', 'queries']),
  title: z.string(),
  text: z.string(),
  /** Panel that has more; null: the list of jobs. */
  address: z.string().nullable(),
});
export type News = z.infer<typeof News>;
