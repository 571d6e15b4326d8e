import { ServiceFault } from "../service-fault.ts";

/** A signed request's body may not be larger [doc, pages of sister services]. */
export const LARGEST_BODY = 12 * 1_048_576;
/** Characters of the URI: path and query [doc]. */
export const LONGEST_URI = 32 * 1024;

export function refuseLongUri(): never {
  throw new ServiceFault(414, "APIGW.0201", `Bad request: the URI has more than ${LONGEST_URI} characters`);
}

function tooLarge(): ServiceFault {
  return new ServiceFault(413, "APIGW.0201", `Bad request: the body has more than ${LARGEST_BODY} bytes`);
}

/**
 * The bytes of a body; stops reading where it becomes too large.
 *
 * @throws ServiceFault 413
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (request.method === "GET" || request.method === "HEAD" || request.body === null) return new Uint8Array();
  const declared = Number(request.headers.get("content-length"));
  if (declared > LARGEST_BODY) throw tooLarge();
  if (declared > 0) {
    // The length is known and small: servers hold such a body whole, and a stream around it would only cost time.
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > LARGEST_BODY) throw tooLarge();
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > LARGEST_BODY) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(read.value);
  }
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
