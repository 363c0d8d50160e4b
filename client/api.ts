// Made by `npm run build:client` from the OpenAPI document; not to be edited.

export interface paths {
    "/api/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an organisation and invites who will administer it. */
        post: operations["postApiOrganisations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a machine a token (OAuth 2 client credentials, RFC 6749 §4.4).
         * @description The client shows its secret by Basic authentication or in the body. With `authorization_code` and `refresh_token` the token lets it into the wallet of a learner who agreed.
         */
        post: operations["postOauthToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I, an API client, have used of my quotas.
         * @description Requests count for a minute, credentials checked for a day. When one is used up the answer is 429 with `RateLimit`, `RateLimit-Policy` and `Retry-After`, and a problem whose `violated-policies` names the quota.
         */
        get: operations["getApiQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an API client has used of its quotas, for the operator. */
        get: operations["getApiClientsByIdQuotas"];
        /** Gives an API client limits of its own; one that is left out is as for all clients. */
        put: operations["putApiClientsByIdQuotas"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issuers/{instance}/credentials/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs a credential (VC-API).
         * @description The issuer must be the DID of the instance. Achievements and assessments of this academy are refused.
         */
        post: operations["postIssuersByInstanceCredentialsIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs a credential by the instance `default` (VC-API).
         * @description The issuer must be the DID of the instance. Achievements and assessments of this academy are refused.
         */
        post: operations["postCredentialsIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issuers/{instance}/credentials/issue/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs many credentials.
         * @description NDJSON in, NDJSON out, in order. Each line is a body of `issue`; each answer has the number of its `line` and `verifiableCredential`, or `problem` where the line was refused, which refuses no other. At most 1,000 lines and 4 MiB. Streamed as it is signed; with an `Idempotency-Key` answered whole, and again to whoever repeats it.
         */
        post: operations["postIssuersByInstanceCredentialsIssueBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/issue/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs many credentials by the instance `default`.
         * @description NDJSON in, NDJSON out, in order. Each line is a body of `issue`; each answer has the number of its `line` and `verifiableCredential`, or `problem` where the line was refused, which refuses no other. At most 1,000 lines and 4 MiB. Streamed as it is signed; with an `Idempotency-Key` answered whole, and again to whoever repeats it.
         */
        post: operations["postCredentialsIssueBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revokes, suspends or reinstates a credential (VC-API).
         * @description Revoking one form of an award revokes the award with all its forms.
         */
        post: operations["postCredentialsStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the client awards. */
        get: operations["getApiTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{template}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a template; each change makes a new version. */
        put: operations["putApiTemplatesByTemplate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Awards somebody a certificate of a template.
         * @description A recipient with a mailbox is written to. The link works for half a year.
         */
        post: operations["postAwards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/awards/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes all awards of a file, or none.
         * @description NDJSON, or CSV (`text/csv`) with a head line. Faults name line and column.
         */
        post: operations["postAwardsBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offers an award to a wallet.
         * @description For its owner, or the client that made it (scope `offers:write`).
         */
        post: operations["postOffers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verifies a credential of any issuer
         * @description Answers 200 when every check passed. Otherwise 400 with the same members and `problemDetails`, where a body that is no request at all is a problem document.
         */
        post: operations["postCredentialsVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/presentations/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verifies a presentation and every credential in it */
        post: operations["postPresentationsVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/derive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a part of a credential that was issued with a base proof */
        post: operations["postCredentialsDerive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/verify/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verifies many credentials: NDJSON in, NDJSON out, in order, streamed
         * @description Each line is a body of `/credentials/verify`; each answer has the number of its `line`, and `problem` where the line is no request. At most 10,000 lines of 1 MiB.
         */
        post: operations["postCredentialsVerifyBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stored policies of the tenant, newest version first */
        get: operations["getApiPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of a policy */
        get: operations["getApiPoliciesById"];
        /**
         * Stores the next version of a policy
         * @description The same name and rules make no new version.
         */
        put: operations["putApiPoliciesById"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/presentation-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the organisation asked for in the last day, newest first */
        get: operations["getPresentationRequests"];
        put?: never;
        /** Asks a person for a presentation, in any OpenID4VP 1.0 wallet */
        post: operations["postPresentationRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/presentation-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the person answered, and with what
         * @description What was presented is removed after a day.
         */
        get: operations["getPresentationRequestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verifier/did.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The DID document under which presentations are asked for */
        get: operations["getVerifierDidJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openid4vp/requests/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed request, for a wallet (OpenID4VP 1.0 §5.10) */
        get: operations["getApiOpenid4vpRequestsByHandle"];
        put?: never;
        /** The signed request, bound to the nonce of the wallet */
        post: operations["postApiOpenid4vpRequestsByHandle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openid4vp/interactions/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways for a wallet to answer a request (VC-API interaction URL, `iuv=1`) */
        get: operations["getApiOpenid4vpInteractionsByHandle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openid4vp/exchanges/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one step of an exchange (VC-API): asks, then takes the presentation, once */
        post: operations["postApiOpenid4vpExchangesByHandle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openid4vp/responses/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the answer of a wallet (`direct_post`), once */
        post: operations["postApiOpenid4vpResponsesByHandle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The verdict on an uploaded file as an HTML page, for browsers without JavaScript */
        post: operations["postVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the registries say about one issuer
         * @description “Not registered”, “registry not reachable” and “registered” are three answers. Nothing but the DID of the issuer is asked for.
         */
        get: operations["getApiTrust"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a page needs to verify without a network
         * @description `content` is JSON: registered issuers, their DID documents and status lists with the time each was read. `seal` is a credential whose subject has the SHA-256 of the content.
         */
        get: operations["getApiTrustBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Passes a DID document or a status list on to a page that may not read it itself
         * @description For pages of this origin, where the other site sends no CORS headers. Anything else that lies at the address is refused; the credential is never sent.
         */
        get: operations["getApiRelay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/issuers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issuers that are registered here */
        get: operations["getApiTrustIssuers"];
        put?: never;
        /** Registers an issuer in the list of the tenant, or changes its name and frameworks */
        post: operations["postApiTrustIssuers"];
        /** Takes an issuer from the list of the tenant */
        delete: operations["deleteApiTrustIssuers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/registries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Registries elsewhere that issuers are read from, with when and how well */
        get: operations["getApiTrustRegistries"];
        put?: never;
        /**
         * Adds a registry elsewhere, or changes how it is read
         * @description It is read at once and again every six hours. What it said is believed for a day: after that its issuers are neither known nor unknown (`registry-not-reachable`).
         */
        post: operations["postApiTrustRegistries"];
        /** Forgets a registry and every issuer it named */
        delete: operations["deleteApiTrustRegistries"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/registries/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a registry of the tenant again, now
         * @description A reading that fails changes nothing but the note of it.
         */
        post: operations["postApiTrustRegistriesRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/linkage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether an address says that it belongs to an issuer (did-configuration.json) */
        get: operations["getApiTrustLinkage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is watched, newest first */
        get: operations["getApiWatches"];
        put?: never;
        /**
         * Watches the status of a credential, and tells an address when it changes
         * @description The credential is verified and not kept: only its id, its issuer and where its status is read. The issuer’s list is read every five minutes. A change comes as `POST` with `webhook-id`, `webhook-timestamp` and `webhook-signature` (Standard Webhooks); the same message keeps its id however often it is sent, so a replay is known by it. An answer other than 2xx is tried again for about a day, and then the delivery is `failed` until it is asked for again; `410` ends the watch.
         */
        post: operations["postApiWatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/watches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One watch */
        get: operations["getApiWatchesById"];
        put?: never;
        post?: never;
        /** Ends a watch */
        delete: operations["deleteApiWatchesById"];
        options?: never;
        head?: never;
        /**
         * Pauses a watch, or lets it go on
         * @description A change that came meanwhile is told when it goes on.
         */
        patch: operations["patchApiWatchesById"];
        trace?: never;
    };
    "/api/watches/{id}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells the last change once more
         * @description The message keeps its `webhook-id`: whoever took it before knows it by that.
         */
        post: operations["postApiWatchesByIdRedelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/1.0/identifiers/{did}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolves a DID: did:key, did:jwk or did:web
         * @description `Accept: application/did`, `application/did+json` or `application/did+ld+json` gives the document alone. An error is a problem whose `type` is one of DID Resolution, under `didResolutionMetadata`.
         */
        get: operations["get10IdentifiersByDid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts filed for the organisation, newest first */
        get: operations["getApiReceipts"];
        put?: never;
        /**
         * Verifies a credential and signs what was found, for the file
         * @description The receipt is a credential signed by a did:key: it names each check, its time and the digests of the documents it rests on, and can be verified later without this server. Nothing is stored, unless `keep` files the receipt (never the credential) for the organisation of the caller; an answer to an `Idempotency-Key` is kept, sealed, for a day.
         */
        post: operations["postApiReceipts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A receipt as a sheet to file, with the signed receipt attached
         * @description Only of a receipt whose signature holds. Nothing is stored.
         */
        post: operations["postApiReceiptsPdf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receipt that was filed */
        get: operations["getApiReceiptsById"];
        put?: never;
        post?: never;
        /** Takes a receipt out of the file */
        delete: operations["deleteApiReceiptsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receipt that was filed, as a sheet */
        get: operations["getApiReceiptsByIdPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verify-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports that something went wrong with a verification
         * @description Opens a case that the operator answers within thirty days. The technical result and the certificate go along only where the reader lets them. At most five an hour.
         */
        post: operations["postApiVerifyReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts a job in, or a new version of it.
         * @description Versions never change. An id belongs to the organisation that used it first.
         */
        put: operations["putJobsById"];
        post?: never;
        /** Closes a job: it is ranked no more, its versions stay for replays. */
        delete: operations["deleteJobsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts many jobs in: a line each, a CSV row each, or published as JSON.
         * @description Also `text/csv`, and `application/ld+json` or `application/json` with schema.org JobPostings, HR Open position openings or JSON Resume job descriptions (docs/jobs.md). Good ones go in; the others are reported by number and member. Where skills are named in words alone the job waits as a draft until a person says which are meant.
         */
        post: operations["postJobsBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggests the skills that an advert seems to ask for.
         * @description Nothing is put in: a person confirms what is meant, then sends the job.
         */
        post: operations["postJobsSuggestions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisation's jobs, closed ones too, and the drafts that wait for somebody. */
        get: operations["getApiEmployerJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A job of the organisation in its last version, its skills named. */
        get: operations["getApiEmployerJobsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A draft, and the skills that its words seem to mean. */
        get: operations["getApiEmployerDraftsById"];
        put?: never;
        post?: never;
        /** Throws a draft away. */
        delete: operations["deleteApiEmployerDraftsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/jobs/{id}/shortlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last shortlist of a job, without those who withdrew. */
        get: operations["getApiEmployerJobsByIdShortlist"];
        put?: never;
        /**
         * Ranks the learners who let this employer see their skills, for one of its jobs.
         * @description Nobody is left out; nobody has a name before agreeing to be shown. Kept in the log.
         */
        post: operations["postApiEmployerJobsByIdShortlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/jobs/{id}/shortlist/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ranks those of the last shortlist again, on the jobs, formula and taxonomy of then. */
        get: operations["getApiEmployerJobsByIdShortlistReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/jobs/{id}/candidates/{candidateId}/introduction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a learner to be shown by name, once. */
        post: operations["postApiEmployerJobsByIdCandidatesByCandidateIdIntroduction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employer/jobs/{id}/candidates/{candidateId}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Moves a candidate to another place, with a reason that the learner sees and can contest. */
        put: operations["putApiEmployerJobsByIdCandidatesByCandidateIdOverride"];
        post?: never;
        /** Takes an override back. */
        delete: operations["deleteApiEmployerJobsByIdCandidatesByCandidateIdOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rankings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ranks jobs by verified skills. */
        post: operations["postRankings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rankings/{id}/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a job has its place: in brief, in full and as a graph.
         * @description In the language of `accept-language`, whichever the ranking was answered in.
         */
        get: operations["getApiRankingsByIdJobsByJobId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rankings/{id}/jobs/{jobId}/path": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What would raise the score of a job most, step by step.
         * @description Each gain is the difference of two scores of the formula, to the millionth.
         */
        get: operations["getApiRankingsByIdJobsByJobIdPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rankings/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ranks again on the jobs of that moment, and says whether the answer is the same. */
        get: operations["getRankingsByIdReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /**
             * Format: uri-reference
             * @description What kind of problem; a page tells more.
             */
            type: string;
            /** @description The kind in words. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What happened this time. */
            detail?: string;
            /** @description Quotas that are used up, by their names in RateLimit-Policy. */
            "violated-policies"?: string[];
            /** @description The request, as the log knows it. */
            instance?: string;
            /** @description Members of the input at fault. */
            errors?: {
                /** @description JSON Pointer (RFC 6901) into the input. */
                pointer: string;
                /** @description The rule it breaks, e.g. required. */
                rule: string;
                /** @description What the rule wants. */
                detail: string;
            }[];
        };
        Check: {
            name: string;
            outcome: ("passed" | "failed" | "undetermined") | "not-applicable";
            reason?: string;
            message?: string;
            detail?: string;
            source?: string;
            /** Format: date-time */
            checkedAt: string;
        };
        CredentialReport: {
            verified: boolean;
            outcome: "passed" | "failed" | "undetermined";
            checks: components["schemas"]["Check"][];
            format: string;
            credential?: unknown;
            id?: string;
            issuer?: string;
            subject?: string;
            trust?: {
                status: "registered" | "not-registered" | "registry-not-reachable";
                issuer: string;
                name?: string;
                frameworks: string[];
                sources: string[];
                message: string;
                /** Format: date-time */
                checkedAt: string;
            };
            provenance?: unknown;
            policy?: {
                id?: string;
                version?: number;
                outcome: "passed" | "failed" | "undetermined";
                rules: {
                    rule: string;
                    outcome: "passed" | "failed" | "undetermined";
                    message: string;
                }[];
            };
            problemDetails?: {
                type: string;
                title: string;
                status: number;
                detail?: string;
            }[];
        };
        BatchAnswer: {
            line: number;
            verified: boolean;
            outcome: "passed" | "failed" | "undetermined";
            checks: components["schemas"]["Check"][];
            format: string;
            credential?: unknown;
            id?: string;
            issuer?: string;
            subject?: string;
            trust?: {
                status: "registered" | "not-registered" | "registry-not-reachable";
                issuer: string;
                name?: string;
                frameworks: string[];
                sources: string[];
                message: string;
                /** Format: date-time */
                checkedAt: string;
            };
            provenance?: unknown;
            policy?: {
                id?: string;
                version?: number;
                outcome: "passed" | "failed" | "undetermined";
                rules: {
                    rule: string;
                    outcome: "passed" | "failed" | "undetermined";
                    message: string;
                }[];
            };
            problemDetails?: {
                type: string;
                title: string;
                status: number;
                detail?: string;
            }[];
        } | {
            line: number;
            problem: {
                type: string;
                title: string;
                detail?: string;
                "violated-policies"?: string[];
            };
        };
    };
    responses: {
        /** @description What was wrong, as a problem document (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postApiOrganisations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    name: string;
                    admin: string;
                    /** @enum {unknown} */
                    language?: "fr" | "en" | "ar" | "zgh";
                };
            };
        };
        responses: {
            /** @description The invitation is on its way. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    postOauthToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    grant_type: string;
                    scope?: string;
                    client_id?: string;
                    client_secret?: string;
                    code?: string;
                    redirect_uri?: string;
                    code_verifier?: string;
                    refresh_token?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A bearer token for ten minutes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access_token: string;
                        /** @constant */
                        token_type: "Bearer";
                        expires_in: number;
                        scope: string;
                        refresh_token?: string;
                    };
                };
            };
            /** @description Refused (RFC 6749 §5.2). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        error_description?: string;
                    };
                };
            };
            /** @description The client is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        error_description?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each quota. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        quotas: {
                            name: "requests-per-minute" | "credentials-per-day";
                            limit?: number;
                            window: number;
                            used: number;
                            remaining?: number;
                            resetsIn: number;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getApiClientsByIdQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each quota. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        quotas: {
                            name: "requests-per-minute" | "credentials-per-day";
                            limit?: number;
                            window: number;
                            used: number;
                            remaining?: number;
                            resetsIn: number;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    putApiClientsByIdQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    requestsPerMinute?: number;
                    credentialsPerDay?: number;
                };
            };
        };
        responses: {
            /** @description What it has used, under the new limits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        quotas: {
                            name: "requests-per-minute" | "credentials-per-day";
                            limit?: number;
                            window: number;
                            used: number;
                            remaining?: number;
                            resetsIn: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    postIssuersByInstanceCredentialsIssue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credential: {
                        [key: string]: unknown;
                    };
                    options?: {
                        /** Format: date-time */
                        expires?: string;
                        /** Format: date-time */
                        created?: string;
                        challenge?: string;
                        domain?: string;
                        credentialId?: string;
                        mandatoryPointers?: string[];
                        disclosable?: string[];
                        vct?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Signed; a compact format as a text, or enveloped. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verifiableCredential: unknown;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postCredentialsIssue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credential: {
                        [key: string]: unknown;
                    };
                    options?: {
                        /** Format: date-time */
                        expires?: string;
                        /** Format: date-time */
                        created?: string;
                        challenge?: string;
                        domain?: string;
                        credentialId?: string;
                        mandatoryPointers?: string[];
                        disclosable?: string[];
                        vct?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Signed; a compact format as a text, or enveloped. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verifiableCredential: unknown;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postIssuersByInstanceCredentialsIssueBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": {
                    credential: {
                        [key: string]: unknown;
                    };
                    options?: {
                        /** Format: date-time */
                        expires?: string;
                        /** Format: date-time */
                        created?: string;
                        challenge?: string;
                        domain?: string;
                        credentialId?: string;
                        mandatoryPointers?: string[];
                        disclosable?: string[];
                        vct?: string;
                    };
                };
            };
        };
        responses: {
            /** @description A line for each line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": {
                        line: number;
                        verifiableCredential?: unknown;
                        problem?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postCredentialsIssueBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": {
                    credential: {
                        [key: string]: unknown;
                    };
                    options?: {
                        /** Format: date-time */
                        expires?: string;
                        /** Format: date-time */
                        created?: string;
                        challenge?: string;
                        domain?: string;
                        credentialId?: string;
                        mandatoryPointers?: string[];
                        disclosable?: string[];
                        vct?: string;
                    };
                };
            };
        };
        responses: {
            /** @description A line for each line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": {
                        line: number;
                        verifiableCredential?: unknown;
                        problem?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postCredentialsStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credentialId: string;
                    credentialStatus: {
                        /** @constant */
                        type?: "BitstringStatusListEntry";
                        statusPurpose: string;
                        status: boolean;
                    } | {
                        /** @constant */
                        type?: "BitstringStatusListEntry";
                        statusPurpose: string;
                        status: boolean;
                    }[];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Seen by every verifier within a minute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        credentialId: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest version of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        templates: {
                            template: string;
                            version: number;
                            issuer: string;
                            achievement: string;
                            content: {
                                texts: {
                                    fr?: {
                                        name: string;
                                        description: string;
                                        criteria: string;
                                        tags?: string[];
                                    };
                                    en?: {
                                        name: string;
                                        description: string;
                                        criteria: string;
                                        tags?: string[];
                                    };
                                    ar?: {
                                        name: string;
                                        description: string;
                                        criteria: string;
                                        tags?: string[];
                                    };
                                    zgh?: {
                                        name: string;
                                        description: string;
                                        criteria: string;
                                        tags?: string[];
                                    };
                                };
                                achievementType?: "Achievement" | "Assessment" | "Award" | "Badge" | "Certificate" | "Course" | "MicroCredential";
                                skills?: string[];
                                results?: {
                                    id: string;
                                    name: string;
                                    valueMin?: string;
                                    valueMax?: string;
                                    requiredValue?: string;
                                }[];
                                validDays?: number;
                                statusPurpose?: "revocation" | "suspension";
                            };
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    putApiTemplatesByTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    texts: {
                        fr?: {
                            name: string;
                            description: string;
                            criteria: string;
                            tags?: string[];
                        };
                        en?: {
                            name: string;
                            description: string;
                            criteria: string;
                            tags?: string[];
                        };
                        ar?: {
                            name: string;
                            description: string;
                            criteria: string;
                            tags?: string[];
                        };
                        zgh?: {
                            name: string;
                            description: string;
                            criteria: string;
                            tags?: string[];
                        };
                    };
                    achievementType?: "Achievement" | "Assessment" | "Award" | "Badge" | "Certificate" | "Course" | "MicroCredential";
                    skills?: string[];
                    results?: {
                        id: string;
                        name: string;
                        valueMin?: string;
                        valueMax?: string;
                        requiredValue?: string;
                    }[];
                    validDays?: number;
                    statusPurpose?: "revocation" | "suspension";
                };
            };
        };
        responses: {
            /** @description The template. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        template: string;
                        version: number;
                        issuer: string;
                        achievement: string;
                        content: {
                            texts: {
                                fr?: {
                                    name: string;
                                    description: string;
                                    criteria: string;
                                    tags?: string[];
                                };
                                en?: {
                                    name: string;
                                    description: string;
                                    criteria: string;
                                    tags?: string[];
                                };
                                ar?: {
                                    name: string;
                                    description: string;
                                    criteria: string;
                                    tags?: string[];
                                };
                                zgh?: {
                                    name: string;
                                    description: string;
                                    criteria: string;
                                    tags?: string[];
                                };
                            };
                            achievementType?: "Achievement" | "Assessment" | "Award" | "Badge" | "Certificate" | "Course" | "MicroCredential";
                            skills?: string[];
                            results?: {
                                id: string;
                                name: string;
                                valueMin?: string;
                                valueMax?: string;
                                requiredValue?: string;
                            }[];
                            validDays?: number;
                            statusPurpose?: "revocation" | "suspension";
                        };
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postAwards: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    template: string;
                    recipient: {
                        /** Format: email */
                        email?: string;
                        did?: string;
                    };
                    results?: {
                        result: string;
                        value: string;
                    }[];
                    evidence?: {
                        /** Format: uri */
                        id?: string;
                        name: string;
                        narrative?: string;
                    }[];
                    language?: "fr" | "en" | "ar" | "zgh";
                };
            };
        };
        responses: {
            /** @description Where the recipient gets it. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        claimUrl: string;
                        offerUri: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postAwardsBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description One line for each. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postOffers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    awardId: string;
                    txCode?: boolean;
                    grant?: "pre-authorized_code" | "authorization_code";
                    /** @constant */
                    profile?: "haip";
                    /** Format: date-time */
                    readyAt?: string;
                };
            };
        };
        responses: {
            /** @description For a link and for a QR. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        offerUri: string;
                        offerUriByValue: string;
                        interactionUrl: string;
                        txCode?: string;
                        qr: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    postCredentialsVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verifiableCredential: unknown;
                    options?: {
                        checks?: string[];
                        expectedProofPurpose?: string;
                        challenge?: string;
                        domain?: string;
                        policy?: string | {
                            issuers?: string[];
                            registered?: boolean | {
                                framework: string;
                            };
                            domainLinked?: boolean;
                            skills?: {
                                id: string;
                                level?: number;
                            }[];
                            assurance?: "self-asserted" | "identity-verified" | "proctored";
                            humanReviewed?: boolean;
                            maximumAgeDays?: number;
                        };
                        language?: "fr" | "en" | "ar" | "zgh";
                        returnCredential?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description It is genuine and valid */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialReport"];
                };
            };
            /** @description It is not, or that could not be found out */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialReport"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postPresentationsVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verifiablePresentation: unknown;
                    options?: {
                        checks?: string[];
                        expectedProofPurpose?: string;
                        challenge?: string;
                        domain?: string;
                        policy?: string | {
                            issuers?: string[];
                            registered?: boolean | {
                                framework: string;
                            };
                            domainLinked?: boolean;
                            skills?: {
                                id: string;
                                level?: number;
                            }[];
                            assurance?: "self-asserted" | "identity-verified" | "proctored";
                            humanReviewed?: boolean;
                            maximumAgeDays?: number;
                        };
                        language?: "fr" | "en" | "ar" | "zgh";
                        returnCredential?: boolean;
                        requireHolderBinding?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description All of it is genuine and valid */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verified: boolean;
                        outcome: "passed" | "failed" | "undetermined";
                        checks: components["schemas"]["Check"][];
                        format: string;
                        holder?: string;
                        credentials: components["schemas"]["CredentialReport"][];
                        problemDetails?: {
                            type: string;
                            title: string;
                            status: number;
                            detail?: string;
                        }[];
                    };
                };
            };
            /** @description It is not, or that could not be found out */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verified: boolean;
                        outcome: "passed" | "failed" | "undetermined";
                        checks: components["schemas"]["Check"][];
                        format: string;
                        holder?: string;
                        credentials: components["schemas"]["CredentialReport"][];
                        problemDetails?: {
                            type: string;
                            title: string;
                            status: number;
                            detail?: string;
                        }[];
                    };
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postCredentialsDerive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verifiableCredential: {
                        [key: string]: unknown;
                    };
                    options: {
                        selectivePointers: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The part, with a proof of its own */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verifiableCredential: unknown;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postCredentialsVerifyBatch: {
        parameters: {
            query?: {
                policy?: string;
                language?: "fr" | "en" | "ar" | "zgh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": {
                    verifiableCredential: unknown;
                    options?: {
                        checks?: string[];
                        expectedProofPurpose?: string;
                        challenge?: string;
                        domain?: string;
                        policy?: string | {
                            issuers?: string[];
                            registered?: boolean | {
                                framework: string;
                            };
                            domainLinked?: boolean;
                            skills?: {
                                id: string;
                                level?: number;
                            }[];
                            assurance?: "self-asserted" | "identity-verified" | "proctored";
                            humanReviewed?: boolean;
                            maximumAgeDays?: number;
                        };
                        language?: "fr" | "en" | "ar" | "zgh";
                        returnCredential?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description The answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["BatchAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policies: {
                            id: string;
                            version: number;
                            name: string;
                            rules: {
                                issuers?: string[];
                                registered?: boolean | {
                                    framework: string;
                                };
                                domainLinked?: boolean;
                                skills?: {
                                    id: string;
                                    level?: number;
                                }[];
                                assurance?: "self-asserted" | "identity-verified" | "proctored";
                                humanReviewed?: boolean;
                                maximumAgeDays?: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                        }[];
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiPoliciesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policies: {
                            id: string;
                            version: number;
                            name: string;
                            rules: {
                                issuers?: string[];
                                registered?: boolean | {
                                    framework: string;
                                };
                                domainLinked?: boolean;
                                skills?: {
                                    id: string;
                                    level?: number;
                                }[];
                                assurance?: "self-asserted" | "identity-verified" | "proctored";
                                humanReviewed?: boolean;
                                maximumAgeDays?: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                        }[];
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putApiPoliciesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    rules: {
                        issuers?: string[];
                        registered?: boolean | {
                            framework: string;
                        };
                        domainLinked?: boolean;
                        skills?: {
                            id: string;
                            level?: number;
                        }[];
                        assurance?: "self-asserted" | "identity-verified" | "proctored";
                        humanReviewed?: boolean;
                        maximumAgeDays?: number;
                    };
                };
            };
        };
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                        name: string;
                        rules: {
                            issuers?: string[];
                            registered?: boolean | {
                                framework: string;
                            };
                            domainLinked?: boolean;
                            skills?: {
                                id: string;
                                level?: number;
                            }[];
                            assurance?: "self-asserted" | "identity-verified" | "proctored";
                            humanReviewed?: boolean;
                            maximumAgeDays?: number;
                        };
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPresentationRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        requests: {
                            id: string;
                            state: "open" | "fetched" | "answered" | "expired";
                            purpose: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            policy?: string;
                        }[];
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postPresentationRequests: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query?: {
                        [key: string]: unknown;
                    };
                    policy?: string | {
                        issuers?: string[];
                        registered?: boolean | {
                            framework: string;
                        };
                        domainLinked?: boolean;
                        skills?: {
                            id: string;
                            level?: number;
                        }[];
                        assurance?: "self-asserted" | "identity-verified" | "proctored";
                        humanReviewed?: boolean;
                        maximumAgeDays?: number;
                    };
                    purpose: string;
                    redirectUri?: string;
                    clientIdPrefix?: "decentralized_identifier" | "x509_hash" | "x509_san_dns";
                    responseMode?: "direct_post" | "direct_post.jwt";
                };
            };
        };
        responses: {
            /** @description Links and a code for the person */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        requestUri: string;
                        requestUriByValue: string;
                        interactionUrl: string;
                        qr: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPresentationRequestsById: {
        parameters: {
            query?: {
                response_code?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description State and result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        state: "open" | "fetched" | "answered" | "expired";
                        purpose: string;
                        /** Format: date-time */
                        expiresAt: string;
                        requestUri?: string;
                        qr?: string;
                        result?: {
                            verified: boolean;
                            satisfied: boolean;
                            presentations: unknown[];
                        };
                    };
                };
            };
            400: components["responses"]["Problem"];
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getVerifierDidJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/did+ld+json": unknown;
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiOpenid4vpRequestsByHandle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/oauth-authz-req+jwt": string;
                };
            };
            /** @description A problem document */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiOpenid4vpRequestsByHandle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    wallet_nonce?: string;
                };
            };
        };
        responses: {
            /** @description The signed request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/oauth-authz-req+jwt": string;
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiOpenid4vpInteractionsByHandle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `OID4VP`, and `vcapi` where a wallet that speaks it can answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        protocols: {
                            [key: string]: string;
                        };
                    };
                };
            };
            /** @description A problem document */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiOpenid4vpExchangesByHandle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verifiablePresentation?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description What the wallet has to show; then where the browser goes next, if anywhere */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verifiablePresentationRequest?: unknown;
                        redirectUrl?: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiOpenid4vpResponsesByHandle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    vp_token?: string;
                    response?: string;
                    state?: string;
                };
            };
        };
        responses: {
            /** @description Taken; where the person’s browser goes next, if anywhere */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        redirect_uri?: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The verdict, or why there is none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            400: components["responses"]["Problem"];
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiTrust: {
        parameters: {
            query: {
                issuer: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "registered" | "not-registered" | "registry-not-reachable";
                        issuer: string;
                        name?: string;
                        frameworks: string[];
                        sources: string[];
                        message: string;
                        /** Format: date-time */
                        checkedAt: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiTrustBundle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bundle */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: string;
                        seal: unknown;
                    };
                };
            };
            /** @description A problem document */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiRelay: {
        parameters: {
            query: {
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document as it lies there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiTrustIssuers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The issuers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issuers: {
                            own: boolean;
                            did: string;
                            name: string;
                            frameworks: string[];
                            source: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiTrustIssuers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    did: string;
                    name: string;
                    frameworks?: string[];
                };
            };
        };
        responses: {
            /** @description It is registered */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    deleteApiTrustIssuers: {
        parameters: {
            query: {
                did: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiTrustRegistries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those of the tenant and those of everybody */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        registries: {
                            url: string;
                            kind: "did-map" | "openid-federation";
                            name: string;
                            frameworks: string[];
                            own: boolean;
                            state: "waiting" | "current" | "stale";
                            /** Format: date-time */
                            readAt?: string;
                            /** Format: date-time */
                            believedUntil?: string;
                            failure?: string;
                            failureReason?: "out-of-reach" | "no-list" | "unreadable" | "untrusted";
                        }[];
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiTrustRegistries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    kind: "did-map" | "openid-federation";
                    name?: string;
                    frameworks?: string[];
                    keys?: {
                        keys: Record<string, never>[];
                    };
                };
            };
        };
        responses: {
            /** @description It is being read */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        kind: "did-map" | "openid-federation";
                        name: string;
                        frameworks: string[];
                        own: boolean;
                        state: "waiting" | "current" | "stale";
                        /** Format: date-time */
                        readAt?: string;
                        /** Format: date-time */
                        believedUntil?: string;
                        failure?: string;
                        failureReason?: "out-of-reach" | "no-list" | "unreadable" | "untrusted";
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    deleteApiTrustRegistries: {
        parameters: {
            query: {
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiTrustRegistriesRefresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                };
            };
        };
        responses: {
            /** @description The registry, as it was read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        kind: "did-map" | "openid-federation";
                        name: string;
                        frameworks: string[];
                        own: boolean;
                        state: "waiting" | "current" | "stale";
                        /** Format: date-time */
                        readAt?: string;
                        /** Format: date-time */
                        believedUntil?: string;
                        failure?: string;
                        failureReason?: "out-of-reach" | "no-list" | "unreadable" | "untrusted";
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getApiTrustLinkage: {
        parameters: {
            query: {
                did: string;
                origin: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "linked" | "not-linked" | "not-reachable" | "not-checked";
                        did: string;
                        origin: string;
                        detail?: string;
                        source: string;
                        /** Format: date-time */
                        checkedAt: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiWatches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The watches */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        watches: {
                            id: string;
                            callbackUrl: string;
                            reference?: string;
                            credentialId?: string;
                            issuer: string;
                            status: "good" | "revoked" | "suspended" | "unusable";
                            /** Format: date-time */
                            statusSince: string;
                            /** Format: date-time */
                            readAt: string;
                            unread?: string;
                            paused: boolean;
                            delivery?: {
                                state: "waiting" | "delivered" | "failed";
                                tries: number;
                                answer?: string;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiWatches: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verifiableCredential: unknown;
                    callbackUrl: string;
                    reference?: string;
                };
            };
        };
        responses: {
            /** @description It is watched */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        callbackUrl: string;
                        reference?: string;
                        credentialId?: string;
                        issuer: string;
                        status: "good" | "revoked" | "suspended" | "unusable";
                        /** Format: date-time */
                        statusSince: string;
                        /** Format: date-time */
                        readAt: string;
                        unread?: string;
                        paused: boolean;
                        delivery?: {
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            answer?: string;
                        };
                        secret: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiWatchesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The watch */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        callbackUrl: string;
                        reference?: string;
                        credentialId?: string;
                        issuer: string;
                        status: "good" | "revoked" | "suspended" | "unusable";
                        /** Format: date-time */
                        statusSince: string;
                        /** Format: date-time */
                        readAt: string;
                        unread?: string;
                        paused: boolean;
                        delivery?: {
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            answer?: string;
                        };
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteApiWatchesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    patchApiWatchesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    paused: boolean;
                };
            };
        };
        responses: {
            /** @description The watch */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        callbackUrl: string;
                        reference?: string;
                        credentialId?: string;
                        issuer: string;
                        status: "good" | "revoked" | "suspended" | "unusable";
                        /** Format: date-time */
                        statusSince: string;
                        /** Format: date-time */
                        readAt: string;
                        unread?: string;
                        paused: boolean;
                        delivery?: {
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            answer?: string;
                        };
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiWatchesByIdRedelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        callbackUrl: string;
                        reference?: string;
                        credentialId?: string;
                        issuer: string;
                        status: "good" | "revoked" | "suspended" | "unusable";
                        /** Format: date-time */
                        statusSince: string;
                        /** Format: date-time */
                        readAt: string;
                        unread?: string;
                        paused: boolean;
                        delivery?: {
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            answer?: string;
                        };
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    get10IdentifiersByDid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                did: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        "@context": string;
                        didDocument: unknown | null;
                        didDocumentMetadata: Record<string, never>;
                        didResolutionMetadata: {
                            contentType?: string;
                            error?: {
                                type: string;
                                title: string;
                                detail?: string;
                            };
                        };
                    };
                };
            };
            /** @description The DID is not one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        "@context": string;
                        didDocument: unknown | null;
                        didDocumentMetadata: Record<string, never>;
                        didResolutionMetadata: {
                            contentType?: string;
                            error?: {
                                type: string;
                                title: string;
                                detail?: string;
                            };
                        };
                    };
                };
            };
            /** @description There is no document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        "@context": string;
                        didDocument: unknown | null;
                        didDocumentMetadata: Record<string, never>;
                        didResolutionMetadata: {
                            contentType?: string;
                            error?: {
                                type: string;
                                title: string;
                                detail?: string;
                            };
                        };
                    };
                };
            };
            /** @description What was found is no document of the DID */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        "@context": string;
                        didDocument: unknown | null;
                        didDocumentMetadata: Record<string, never>;
                        didResolutionMetadata: {
                            contentType?: string;
                            error?: {
                                type: string;
                                title: string;
                                detail?: string;
                            };
                        };
                    };
                };
            };
            /** @description The method is not known here */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        "@context": string;
                        didDocument: unknown | null;
                        didDocumentMetadata: Record<string, never>;
                        didResolutionMetadata: {
                            contentType?: string;
                            error?: {
                                type: string;
                                title: string;
                                detail?: string;
                            };
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiReceipts: {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipts: {
                            id: string;
                            outcome: "passed" | "failed" | "undetermined";
                            /** Format: date-time */
                            createdAt: string;
                            credentialId?: string;
                            issuer?: string;
                            issuerName?: string;
                        }[];
                        next?: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiReceipts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verifiableCredential: unknown;
                    options?: {
                        checks?: string[];
                        expectedProofPurpose?: string;
                        challenge?: string;
                        domain?: string;
                        policy?: string | {
                            issuers?: string[];
                            registered?: boolean | {
                                framework: string;
                            };
                            domainLinked?: boolean;
                            skills?: {
                                id: string;
                                level?: number;
                            }[];
                            assurance?: "self-asserted" | "identity-verified" | "proctored";
                            humanReviewed?: boolean;
                            maximumAgeDays?: number;
                        };
                        language?: "fr" | "en" | "ar" | "zgh";
                        returnCredential?: boolean;
                    };
                    keep?: boolean;
                };
            };
        };
        responses: {
            /** @description The receipt, the report it was made of, and its id where it was filed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: unknown;
                        report: components["schemas"]["CredentialReport"];
                        id?: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Problem"];
            /** @description A problem document */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiReceiptsPdf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    receipt: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The sheet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiReceiptsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        outcome: "passed" | "failed" | "undetermined";
                        /** Format: date-time */
                        createdAt: string;
                        credentialId?: string;
                        issuer?: string;
                        issuerName?: string;
                        receipt: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteApiReceiptsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiReceiptsByIdPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description A problem document */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiVerifyReports: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: "wrong-verdict" | "wrong-content" | "unreadable" | "page";
                    message: string;
                    contact?: string;
                    result?: {
                        outcome?: "passed" | "failed" | "undetermined";
                        format?: string;
                        checks: {
                            [key: string]: unknown;
                        }[];
                    };
                    certificate?: unknown;
                };
            };
        };
        responses: {
            /** @description The number of the case */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem document */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Problem"];
            /** @description A problem document */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Problem"];
            /** @description A problem document */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem document */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putJobsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    description?: string;
                    employer?: string;
                    language?: "fr" | "en" | "ar" | "zgh";
                    location?: string;
                    remote?: boolean;
                    /** @enum {unknown} */
                    workplace?: "on-site" | "hybrid" | "remote";
                    /** @enum {unknown} */
                    permit?: "required" | "sponsored";
                    expires?: string;
                    skills: {
                        id: string;
                        label?: string;
                        importance: "essential" | "optional";
                        level?: 1 | 2 | 3;
                    }[];
                };
            };
        };
        responses: {
            /** @description A new version, or the same as before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A new job. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description The id belongs to another organisation. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteJobsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    postJobsBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": {
                    id: string;
                    title: string;
                    description?: string;
                    employer?: string;
                    language?: "fr" | "en" | "ar" | "zgh";
                    location?: string;
                    remote?: boolean;
                    /** @enum {unknown} */
                    workplace?: "on-site" | "hybrid" | "remote";
                    /** @enum {unknown} */
                    permit?: "required" | "sponsored";
                    expires?: string;
                    skills: {
                        id: string;
                        label?: string;
                        importance: "essential" | "optional";
                        level?: 1 | 2 | 3;
                    }[];
                };
            };
        };
        responses: {
            /** @description How many went in, and what did not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        drafted: {
                            line: number;
                            id: string;
                        }[];
                        rejected: {
                            line: number;
                            faults: {
                                pointer: string;
                                rule: string;
                                detail: string;
                            }[];
                        }[];
                        repeated: {
                            line: number;
                            id: string;
                        }[];
                        warned: {
                            line: number;
                            id: string;
                            faults: {
                                pointer: string;
                                rule: string;
                                detail: string;
                            }[];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            /** @description A CSV or JSON file of more than 5 MB: send NDJSON. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A file that is not CSV or JSON at all. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postJobsSuggestions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    language?: "fr" | "en" | "ar" | "zgh";
                };
            };
        };
        responses: {
            /** @description Suggestions, best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        taxonomyVersion: string;
                        suggestions: {
                            id: string;
                            label: string;
                            importance: "essential" | "optional";
                            words: string;
                            source: "labels" | "model";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getApiEmployerJobs: {
        parameters: {
            query?: {
                lang?: "fr" | "en" | "ar" | "zgh";
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs, drafts, and the cursor of the next page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jobs: {
                            id: string;
                            version: number;
                            title: string;
                            location?: string;
                            expires?: string;
                            skills: number;
                            state: "open" | "closed" | "expired";
                        }[];
                        drafts: {
                            id: string;
                            title: string;
                        }[];
                        cursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getApiEmployerJobsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                        title: string;
                        description?: string;
                        employer?: string;
                        language?: "fr" | "en" | "ar" | "zgh";
                        location?: string;
                        remote?: boolean;
                        /** @enum {unknown} */
                        workplace?: "on-site" | "hybrid" | "remote";
                        /** @enum {unknown} */
                        permit?: "required" | "sponsored";
                        expires?: string;
                        skills: {
                            id: string;
                            label?: string;
                            importance: "essential" | "optional";
                            level?: 1 | 2 | 3;
                        }[];
                        names: {
                            [key: string]: string;
                        };
                        unknown: string[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description No job of the organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiEmployerDraftsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            id: string;
                            title: string;
                            description?: string;
                            employer?: string;
                            language?: "fr" | "en" | "ar" | "zgh";
                            location?: string;
                            remote?: boolean;
                            /** @enum {unknown} */
                            workplace?: "on-site" | "hybrid" | "remote";
                            /** @enum {unknown} */
                            permit?: "required" | "sponsored";
                            expires?: string;
                            skills: {
                                id: string;
                                label?: string;
                                importance: "essential" | "optional";
                                level?: 1 | 2 | 3;
                            }[];
                            words: {
                                text: string;
                                importance: "essential" | "optional";
                            }[];
                        };
                        taxonomyVersion: string;
                        suggestions: {
                            id: string;
                            label: string;
                            importance: "essential" | "optional";
                            words: string;
                            source: "labels" | "model";
                        }[];
                        names: {
                            [key: string]: string;
                        };
                        unknown: string[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description No such draft of the organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteApiEmployerDraftsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description No such draft. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiEmployerJobsByIdShortlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shortlist. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shortlistId: string;
                        jobId: string;
                        jobVersion: number;
                        title: string;
                        madeAt: string;
                        formula: {
                            id: string;
                            text: string;
                        };
                        taxonomyVersion: string;
                        /** @description Name and version of each crosswalk that was looked in; absent when every skill is of the frameworks of the jobs. */
                        crosswalks?: string[];
                        candidates: {
                            candidateId: string;
                            computedPlace: number;
                            place: number;
                            /** @description Millionths. */
                            score: number;
                            coverage: {
                                met: number;
                                of: number;
                            };
                            contributions: {
                                skillId: string;
                                label: string;
                                kind: "exact" | "related" | "title";
                                /** @description Millionths. */
                                amount: number;
                                credentialId?: string;
                                relatedTo?: string;
                                reason?: string;
                                mapping?: {
                                    /** @description The skill that the credential shows. */
                                    from: string;
                                    label: string;
                                    match: "exactMatch" | "closeMatch" | "broadMatch" | "narrowMatch";
                                    crosswalk: string;
                                };
                            }[];
                            missing: {
                                skillId: string;
                                label: string;
                                importance: string;
                                level?: number;
                                /** @description Millionths. */
                                gain: number;
                                course?: string;
                            }[];
                            explanation: {
                                brief: string;
                                full: string;
                            };
                            state: "anonymous" | "asked" | "shown" | "declined";
                            askedAt?: string;
                            person?: {
                                name: string;
                                email: string;
                            };
                            override?: {
                                from: number;
                                place: number;
                                reason: string;
                                madeAt: string;
                            };
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Unknown, or of another organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Rankings are stopped, and why. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiEmployerJobsByIdShortlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shortlist. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shortlistId: string;
                        jobId: string;
                        jobVersion: number;
                        title: string;
                        madeAt: string;
                        formula: {
                            id: string;
                            text: string;
                        };
                        taxonomyVersion: string;
                        /** @description Name and version of each crosswalk that was looked in; absent when every skill is of the frameworks of the jobs. */
                        crosswalks?: string[];
                        candidates: {
                            candidateId: string;
                            computedPlace: number;
                            place: number;
                            /** @description Millionths. */
                            score: number;
                            coverage: {
                                met: number;
                                of: number;
                            };
                            contributions: {
                                skillId: string;
                                label: string;
                                kind: "exact" | "related" | "title";
                                /** @description Millionths. */
                                amount: number;
                                credentialId?: string;
                                relatedTo?: string;
                                reason?: string;
                                mapping?: {
                                    /** @description The skill that the credential shows. */
                                    from: string;
                                    label: string;
                                    match: "exactMatch" | "closeMatch" | "broadMatch" | "narrowMatch";
                                    crosswalk: string;
                                };
                            }[];
                            missing: {
                                skillId: string;
                                label: string;
                                importance: string;
                                level?: number;
                                /** @description Millionths. */
                                gain: number;
                                course?: string;
                            }[];
                            explanation: {
                                brief: string;
                                full: string;
                            };
                            state: "anonymous" | "asked" | "shown" | "declined";
                            askedAt?: string;
                            person?: {
                                name: string;
                                email: string;
                            };
                            override?: {
                                from: number;
                                place: number;
                                reason: string;
                                madeAt: string;
                            };
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Unknown, or of another organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Rankings are stopped, and why. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiEmployerJobsByIdShortlistReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both digests of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Unknown, or of another organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postApiEmployerJobsByIdCandidatesByCandidateIdIntroduction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                candidateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    message?: string;
                };
            };
        };
        responses: {
            /** @description Asked: the learner has a mail. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Unknown, or of another organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked or answered already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putApiEmployerJobsByIdCandidatesByCandidateIdOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                candidateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    place: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Moved; the score stays what it was. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Unknown, or of another organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such place. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteApiEmployerJobsByIdCandidatesByCandidateIdOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                candidateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Back in the computed place. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Unknown, or of another organisation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postRankings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    presentation?: string | {
                        [key: string]: unknown;
                    };
                    profileId?: string;
                    filters?: {
                        language?: "fr" | "en" | "ar" | "zgh";
                        location?: string;
                        remote?: boolean;
                        /** @enum {unknown} */
                        workplace?: "on-site" | "hybrid" | "remote";
                        withoutPermit?: boolean;
                    };
                    k?: number;
                };
            };
        };
        responses: {
            /** @description Jobs, best first, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rankingId: string;
                        results: {
                            jobId: string;
                            jobVersion: number;
                            title: string;
                            employer?: string;
                            location?: string;
                            remote?: boolean;
                            /** @description Millionths. */
                            score: number;
                            coverage: {
                                met: number;
                                of: number;
                            };
                            contributions: {
                                skillId: string;
                                label: string;
                                kind: "exact" | "related" | "title";
                                /** @description Millionths. */
                                amount: number;
                                credentialId?: string;
                                relatedTo?: string;
                                reason?: string;
                                mapping?: {
                                    /** @description The skill that the credential shows. */
                                    from: string;
                                    label: string;
                                    match: "exactMatch" | "closeMatch" | "broadMatch" | "narrowMatch";
                                    crosswalk: string;
                                };
                            }[];
                            missing: {
                                skillId: string;
                                label: string;
                                importance: string;
                                level?: number;
                                /** @description Millionths. */
                                gain: number;
                                course?: string;
                            }[];
                            explanation: {
                                brief: string;
                                full: string;
                            };
                        }[];
                        notCredited: {
                            credentialId?: string;
                            skillId?: string;
                            /** @constant */
                            amount: 0;
                            /** @description One of credential-not-verified, credential-undetermined, holder-is-not-subject, issuer-not-registered, registry-not-reachable, framework-unknown, no-crosswalk, level-not-reached, not-an-open-badge. */
                            reason: string;
                            message: string;
                        }[];
                        evidence: {
                            policy: string;
                            skills: {
                                skillId: string;
                                label: string;
                                credentialId: string;
                                level?: number;
                                assessment: number;
                                levelStated: number;
                                recency: number;
                                issuer: number;
                                mapped?: number;
                                /** @description Millionths. */
                                weight: number;
                                mapping?: {
                                    /** @description The skill that the credential shows. */
                                    from: string;
                                    label: string;
                                    match: "exactMatch" | "closeMatch" | "broadMatch" | "narrowMatch";
                                    crosswalk: string;
                                };
                            }[];
                        };
                        formula: {
                            id: string;
                            text: string;
                        };
                        taxonomyVersion: string;
                        /** @description Name and version of each crosswalk that was looked in; absent when every skill is of the frameworks of the jobs. */
                        crosswalks?: string[];
                        contestUrl: string;
                        replaces?: string;
                        replacedBy?: string;
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getApiRankingsByIdJobsByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rankingId: string;
                        madeAt: string;
                        place: number;
                        of: number;
                        result: {
                            jobId: string;
                            jobVersion: number;
                            title: string;
                            employer?: string;
                            location?: string;
                            remote?: boolean;
                            /** @description Millionths. */
                            score: number;
                            coverage: {
                                met: number;
                                of: number;
                            };
                            contributions: {
                                skillId: string;
                                label: string;
                                kind: "exact" | "related" | "title";
                                /** @description Millionths. */
                                amount: number;
                                credentialId?: string;
                                relatedTo?: string;
                                reason?: string;
                                mapping?: {
                                    /** @description The skill that the credential shows. */
                                    from: string;
                                    label: string;
                                    match: "exactMatch" | "closeMatch" | "broadMatch" | "narrowMatch";
                                    crosswalk: string;
                                };
                            }[];
                            missing: {
                                skillId: string;
                                label: string;
                                importance: string;
                                level?: number;
                                /** @description Millionths. */
                                gain: number;
                                course?: string;
                            }[];
                            explanation: {
                                brief: string;
                                full: string;
                            };
                        };
                        evidence: {
                            policy: string;
                            skills: {
                                skillId: string;
                                label: string;
                                credentialId: string;
                                level?: number;
                                assessment: number;
                                levelStated: number;
                                recency: number;
                                issuer: number;
                                mapped?: number;
                                /** @description Millionths. */
                                weight: number;
                                mapping?: {
                                    /** @description The skill that the credential shows. */
                                    from: string;
                                    label: string;
                                    match: "exactMatch" | "closeMatch" | "broadMatch" | "narrowMatch";
                                    crosswalk: string;
                                };
                            }[];
                        };
                        notCredited: {
                            credentialId?: string;
                            skillId?: string;
                            /** @constant */
                            amount: 0;
                            /** @description One of credential-not-verified, credential-undetermined, holder-is-not-subject, issuer-not-registered, registry-not-reachable, framework-unknown, no-crosswalk, level-not-reached, not-an-open-badge. */
                            reason: string;
                            message: string;
                        }[];
                        graph: {
                            nodes: {
                                id: string;
                                kind: "credential" | "mapped" | "exact" | "related" | "title" | "missing" | "job";
                                label: string;
                                /** @description Millionths. */
                                amount: number;
                                /** @description Millionths. */
                                gain?: number;
                            }[];
                            edges: {
                                from: string;
                                to: string;
                                /** @description Millionths. */
                                amount: number;
                            }[];
                        };
                        formula: {
                            id: string;
                            text: string;
                        };
                        taxonomyVersion: string;
                        /** @description Name and version of each crosswalk that was looked in; absent when every skill is of the frameworks of the jobs. */
                        crosswalks?: string[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getApiRankingsByIdJobsByJobIdPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The steps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Millionths. */
                        score: number;
                        steps: {
                            course?: string;
                            courseTitle?: string;
                            skills: {
                                skillId: string;
                                label: string;
                                level: number;
                            }[];
                            /** @description Millionths. */
                            gain: number;
                            /** @description Millionths. */
                            score: number;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getRankingsByIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both digests, and the versions it was made by. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description It was made by a version that is not here, which is named. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
