/** A program text, or one sentence why there is none. */
export type Code = { text: string; reason: null } | { text: null; reason: string };

export function whole(text: string): Code {
  return { text: `${text}\n`, reason: null };
}

export function none(reason: string): Code {
  return { text: null, reason };
}
