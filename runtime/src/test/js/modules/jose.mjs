import { base64url, decodeJwt, decodeProtectedHeader, errors } from 'jose';

const token = `${base64url.encode('{"alg":"none"}')}.${base64url.encode('{"sub":"kp_1"}')}.`;

export default function workflow() {
  let refused;
  try {
    decodeJwt('not a token');
  } catch (error) {
    refused = error instanceof errors.JWTInvalid;
  }
  console.log(decodeJwt(token).sub, decodeProtectedHeader(token).alg, refused);
}
