/** A failed command of the conversation: its error, and whether the mail may have been taken. */
export class LineFailure extends Error {
  override readonly name = 'LineFailure';

  /** What nodemailer said, a RefusedCommand, or what the connection ended with. */
  readonly reason: unknown;
  /** True once the server had asked for the message: its closing dot may have arrived. */
  readonly handedOver: boolean;

  constructor(reason: unknown, handedOver: boolean) {
    super('the conversation with the relay failed', { cause: reason });
    this.reason = reason;
    this.handedOver = handedOver;
  }
}
