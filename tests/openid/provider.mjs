// A real OpenID provider for tests, on the loopback address: people log in by pressing their name.
//
// PORT and CLIENTS (JSON) come from the environment. `/test/…` is how a test sets it up: which people there
// are, and what is to be wrong with the next token. Everything else is oidc-provider as it stands.
import { createServer } from 'node:http'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import Provider from 'oidc-provider'
import { SignJWT, decodeJwt, importJWK } from 'jose'

const port = Number(process.env.PORT)
const issuer = `http://127.0.0.1:${port}`
const people = new Map() // account → { claims, acr }
const told = [] // logout tokens that were sent to a client with nobody listening
let fault = ''

const fresh = (kid) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig',
})
const key = fresh('real')
const stranger = fresh('real') // another key under the same name

const provider = new Provider(issuer, {
  clients: JSON.parse(process.env.CLIENTS),
  jwks: { keys: [key] },
  cookies: { keys: [randomUUID()] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  pkce: { required: () => true },
  acrValues: ['low', 'substantial', 'high'],
  conformIdTokenClaims: false,
  claims: {
    openid: ['sub'],
    acr: null,
    profile: ['name'],
    roles: ['groups', 'teams', 'https://data.gov.dk/model/core/eid/privilegesIntermediate'],
    numbers: ['cpr', 'cvr'],
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Log ud</button>`)
      },
      postLogoutSuccessSource: (ctx) => { ctx.body = page('<p>Du er logget ud.</p>') },
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  // The library itself refuses to tell of a logout to a loopback address, which is all that there is here.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id)?.claims }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    })
    grant.addOIDCScope('openid profile roles numbers')
    await grant.save()
    return grant
  },
  renderError: (ctx, out) => { ctx.body = page(JSON.stringify(out)) },
})

const page = (body) => `<!doctype html><html lang="da"><meta charset="utf-8"><title>Login</title><h1>Login</h1>${body}</html>`

// What a broken or hostile broker would send, in the place of the right token.
const wrongs = {
  nonce: (claims) => ({ ...claims, nonce: 'another' }),
  issuer: (claims) => ({ ...claims, iss: 'http://127.0.0.1:1' }),
  receiver: (claims) => ({ ...claims, aud: 'another' }),
  expired: (claims) => ({ ...claims, iat: claims.iat - 7200, exp: claims.exp - 7200 }),
  signature: (claims) => claims,
  none: (claims) => claims,
}

async function wrong (token) {
  const claims = wrongs[fault](decodeJwt(token))
  if (fault === 'none') {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
    return `${part({ alg: 'none' })}.${part(claims)}.`
  }
  const signer = await importJWK(fault === 'signature' ? stranger : key, 'ES256')
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'real' }).sign(signer)
}

provider.use(async (ctx, next) => {
  await next()
  if (ctx.path === '/token' && fault && ctx.body?.id_token) {
    ctx.body.id_token = await wrong(ctx.body.id_token)
    fault = ''
  }
})

async function setUp (request, path) {
  let body = ''
  for await (const chunk of request) body += chunk
  if (path === '/test/told') {
    if (body) told.push(new URLSearchParams(body).get('logout_token'))
    return told
  }
  const values = JSON.parse(body)
  if (path === '/test/people') people.set(values.account, values)
  if (path === '/test/fault') fault = values.fault
  return {}
}

async function logIn (request, response, path) {
  const account = decodeURIComponent(path.split('/')[3] ?? '')
  if (!account) {
    const names = [...people.keys()].map((name) => `<li><a href="${path}/${encodeURIComponent(name)}">${name}</a></li>`)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    return response.end(page(`<ul>${names.join('')}<li><a href="${path}/afbryd">Afbryd</a></li></ul>`))
  }
  const result = account === 'afbryd'
    ? { error: 'access_denied' }
    : { login: { accountId: account, acr: people.get(account).acr ?? 'substantial', remember: true } }
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

provider.on('backchannel.error', (ctx, error) => console.error('back-channel:', error))
provider.on('server_error', (ctx, error) => console.error(error))
const answer = provider.callback()
createServer(async (request, response) => {
  const { pathname } = new URL(request.url, issuer)
  if (pathname.startsWith('/test/')) {
    return response.end(JSON.stringify(await setUp(request, pathname)))
  }
  if (pathname.startsWith('/interaction/')) return logIn(request, response, pathname)
  return answer(request, response)
}).listen(port, '127.0.0.1')
