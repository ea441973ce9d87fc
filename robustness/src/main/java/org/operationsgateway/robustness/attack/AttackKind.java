package org.operationsgateway.robustness.attack;

import java.io.IOException;

/** The kinds of attacks. */
@SuppressWarnings("ImmutableEnumChecker") // Method references, which have no state.
enum AttackKind {
    ETAG_WITH_SPACES(HostileParsing::etagWithSpaces),
    LONG_UPDATE_MASK(HostileParsing::longUpdateMask),
    EMPTY_GZIP_MEMBERS(HostileParsing::emptyGzipMembers),
    MANY_MEDIA_RANGES(HostileParsing::manyMediaRanges),
    BODIES_WITHOUT_THEIR_LAST_BYTE(UnfinishedRequests::bodiesWithoutTheirLastByte),
    SLOW_HEADERS(UnfinishedRequests::slowHeaders),
    SILENT_CONNECTIONS(UnfinishedRequests::silentConnections),
    HTTP_2_WITHOUT_WINDOW(UnreadResponses::http2WithoutWindow),
    UNREAD_LIST_PAGES(UnreadResponses::listPages),
    LARGE_PAGE(UnreadResponses::largePage),
    UNREAD_WAITS(UnreadResponses::waits),
    UNREAD_STREAMS_OF_OPERATIONS(UnreadResponses::streamsOfDifferentOperations),
    UNREAD_STREAMS_OF_A_COLLECTION(UnreadResponses::streamsOfTheCollection),
    EXPENSIVE_FILTERS(HostileParsing::expensiveFilters),
    FRESH_FIELD_NAMES(HostileParsing::freshFieldNames),
    LARGE_CREATIONS(Floods::largeCreations),
    MALFORMED_REQUESTS(Floods::malformedRequests),
    FOREIGN_PAGES(Floods::foreignPages),
    REQUESTS_BEYOND_THE_LIMIT(TenantAttacks::requestsBeyondTheLimit),
    CHANGES_BEYOND_THE_LIMIT(TenantAttacks::changesBeyondTheLimit),
    STREAMS_BEYOND_THE_LIMIT(TenantAttacks::streamsBeyondTheLimit),
    GUESSED_KEYS(TenantAttacks::guessedKeys),
    GUESSED_TICKETS(TenantAttacks::guessedTickets),
    HTTP_2_RESETS(Http2Floods::resets),
    HTTP_2_SETTINGS(Http2Floods::settings),
    HTTP_2_PINGS(Http2Floods::pings),
    HTTP_2_WINDOW_UPDATES(Http2Floods::windowUpdates),
    HTTP_2_CONTINUATIONS(Http2Floods::continuations);

    private final Attack attack;

    AttackKind(Attack attack) {
        this.attack = attack;
    }

    /** Sends the hostile requests. A connection that the gateway refuses or closes ends the attack. */
    void run(Victim victim) {
        try {
            attack.run(victim);
        } catch (IOException e) {
            // The gateway has defended itself.
        }
    }
}
