export interface ServerSentEventParsedMessage {
  event?: string;
  data?: string;
  id?: string;
  retry?: number;
}
export class ServerSentEventParseStream
  extends TransformStream<Uint8Array<ArrayBuffer>, ServerSentEventParsedMessage> {
  constructor();
}
