/** One reason to refuse, with the sentence people read. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503;
  readonly vi: string;
  readonly en: string;
}
