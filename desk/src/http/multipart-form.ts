/** Parsing takes far longer the more parts a body has: seconds for a few MB of empty ones. */
const MAX_PARTS = 16;

/** The boundary in a Content-Type of `multipart/form-data`, by RFC 2046. */
const BOUNDARY =
  /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*(?:;|$)/i;

function hasTooManyParts(body: Buffer, boundary: string): boolean {
  const delimiter = `--${boundary}`;
  let from = 0;
  // The first begins the first part, the last ends the last.
  for (let count = 0; count <= MAX_PARTS + 1; count++) {
    const at = body.indexOf(delimiter, from, 'latin1');
    if (at < 0) return false;
    from = at + delimiter.length;
  }
  return true;
}

/** The form in a body of `multipart/form-data`; undefined if it is none, or has more than 16 parts. */
export async function readForm(
  bytes: ArrayBuffer,
  contentType: string,
): Promise<FormData | undefined> {
  const [, quoted, boundary = quoted] = BOUNDARY.exec(contentType) ?? [];
  if (boundary === undefined || hasTooManyParts(Buffer.from(bytes), boundary)) return undefined;
  // Names the boundary anew, so that it is parsed by the one whose parts were counted.
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  try {
    return await new Response(bytes, { headers }).formData();
  } catch {
    return undefined;
  }
}
