// Calendar files (RFC 5545): events at an hour in Shanghai, folded lines, ids that stay the same.

export interface CalendarEvent {
  /** Stable over downloads, so that a second import replaces the first. */
  readonly uid: string;
  /** `YYYY-MM-DD` in Shanghai. */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
}

const LONGEST_LINE = 75; // octets before the line end, RFC 5545 section 3.1
const START = "T100000"; // hotlines and counters are open by then
const DURATION = "PT15M"; // long enough to look once
/** China has one zone and no summer time, so the rule has one part. */
const SHANGHAI = [
  "BEGIN:VTIMEZONE",
  "TZID:Asia/Shanghai",
  "BEGIN:STANDARD",
  "DTSTART:19920101T000000",
  "TZOFFSETFROM:+0800",
  "TZOFFSETTO:+0800",
  "TZNAME:CST",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** `stamp` is the UTC timestamp at which the file is made. Each event rings when it begins. */
export function icsFile(name: string, events: readonly CalendarEvent[], stamp: string): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//huanka//settlement timeline//ZH",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escapeText(name)}`,
    ...SHANGHAI,
    ...events.flatMap((event) => eventLines(event, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function eventLines({ uid, day, summary, description }: CalendarEvent, stamp: string): string[] {
  const words = escapeText(summary);
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp.replace(/\.\d+|[-:]/g, "")}`,
    `DTSTART;TZID=Asia/Shanghai:${day.replaceAll("-", "")}${START}`,
    `DURATION:${DURATION}`,
    `SUMMARY:${words}`,
    `DESCRIPTION:${escapeText(description)}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${words}`,
    "TRIGGER:PT0S",
    "END:VALARM",
    "END:VEVENT",
  ];
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r?\n/g, String.raw`\n`);
}

/** Breaks between characters, never inside one: a Chinese character has three octets. */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      folded += "\r\n ";
      octets = 1; // the blank that marks a continuation
    }
    folded += character;
    octets += size;
  }
  return folded;
}
