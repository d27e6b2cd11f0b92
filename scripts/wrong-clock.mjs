// Loaded before a process of the chaos: its time of day is DONDOC_CLOCK_OFFSET_MS off, as on a machine that nobody set.
const offset = Number(process.env.DONDOC_CLOCK_OFFSET_MS ?? 0);
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...given);
  }

  static now() {
    return RealDate.now() + offset;
  }
};
