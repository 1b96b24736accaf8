/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The kinds of records and their fields, declared once. JSON, SQL, validation, access, merging and the clients'
 * optimistic changes all read this table; to add a field is to add a line in kinds.c.
 */

typedef enum {
  OFFICE_FIELD_TEXT,      /* a line or some lines; limit in characters */
  OFFICE_FIELD_ID,        /* the id of a record of kind `target` */
  OFFICE_FIELD_ID_SET,    /* array of ids without order; limit in members; travels as additions and removals */
  OFFICE_FIELD_INTEGER,   /* 0 ≤ value ≤ limit */
  OFFICE_FIELD_BOOLEAN,   /* absent is false */
  OFFICE_FIELD_TIME,      /* milliseconds since 1970 UTC */
  OFFICE_FIELD_DUE,       /* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" */
  OFFICE_FIELD_CHOICE,    /* one of `choices` */
  OFFICE_FIELD_POSITION,  /* fractional index key */
  OFFICE_FIELD_HASH,      /* SHA-256, 64 lower-case hex digits */
} OfficeFieldType;

/* Who may set a field by `put` and `patch`. Named intents (message.send …) have rules of their own. */
typedef enum {
  OFFICE_WRITER_HOST,    /* only the host, or an intent */
  OFFICE_WRITER_ROOM,    /* whoever may write in the room */
  OFFICE_WRITER_AUTHOR,  /* the person named by the record's `author` */
  OFFICE_WRITER_SELF,    /* the person whose record it is; admins too */
  OFFICE_WRITER_ADMIN,   /* admins */
} OfficeWriter;

typedef enum {
  OFFICE_MERGE_LAST,      /* last in the host's order wins, the other is told */
  OFFICE_MERGE_SET,       /* additions and removals commute */
  OFFICE_MERGE_THREE_WAY, /* conditional on the field's revision; the client merges */
} OfficeMerge;

typedef enum {
  OFFICE_FIELD_REQUIRED = 1 << 0, /* never absent or empty */
  OFFICE_FIELD_INDEXED = 1 << 1,  /* a generated column and an index in both books */
  OFFICE_FIELD_SEARCHED = 1 << 2, /* goes into the search index */
  OFFICE_FIELD_FIXED = 1 << 3,    /* set when the record is made, never after */
  OFFICE_FIELD_LINES = 1 << 4,    /* text may hold newlines */
} OfficeFieldFlags;

typedef struct {
  const char *name;
  OfficeFieldType type;
  OfficeFieldFlags flags;
  OfficeWriter writer;
  OfficeMerge merge;
  gint64 limit;               /* 0: the type's own */
  const char *const *choices; /* CHOICE: NULL-terminated, the first is the default */
  const char *target;         /* ID, ID_SET: kind that is pointed at, NULL: any */
} OfficeField;

typedef enum {
  OFFICE_SCOPE_OFFICE,
  OFFICE_SCOPE_PERSON,
  OFFICE_SCOPE_ROOM,
} OfficeScopeRule;

typedef enum {
  OFFICE_REMOVAL_NEVER,     /* `remove` is refused */
  OFFICE_REMOVAL_TOMBSTONE, /* the record goes, a tombstone stays */
  OFFICE_REMOVAL_STUB,      /* text erased, `removed` set */
  OFFICE_REMOVAL_TRASH,     /* `trashed_at` set */
} OfficeRemoval;

typedef struct {
  const char *name;
  OfficeScopeRule scope;
  gboolean put; /* can be made by the generic `put` */
  OfficeRemoval removal;
  const OfficeField *fields;
  guint n_fields;
} OfficeKind;

const OfficeKind *office_kinds_get (guint *n_kinds);
const OfficeKind *office_kind_find (const char *name);
const OfficeField *office_kind_find_field (const OfficeKind *kind, const char *name);
gboolean office_kind_names_file (const OfficeKind *kind); /* nullable */
const char *office_kinds_get_hash (void);

/* Limits that are not a field's. */
#define OFFICE_LIMIT_CLIENT_FRAME 65536
#define OFFICE_LIMIT_SERVER_FRAME 262144
#define OFFICE_LIMIT_UNRECEIVED 262144
#define OFFICE_LIMIT_OPERATIONS 100
#define OFFICE_LIMIT_DEPTH 32
#define OFFICE_LIMIT_INTEGER G_GINT64_CONSTANT (9007199254740991)
#define OFFICE_LIMIT_RECORD 49152 /* bytes of a record's body; larger is refused with 413 */
#define OFFICE_LIMIT_TEXT 10000   /* characters of a message or a description */
#define OFFICE_LIMIT_VERSIONS 100 /* earlier texts of a message that are kept */
#define OFFICE_LIMIT_REACTIONS 30 /* different ones of one person to a message */
#define OFFICE_LIMIT_FILES 10     /* files of a message when it is sent */
#define OFFICE_LIMIT_FILE (G_GINT64_CONSTANT (1) << 30) /* bytes of a file where a host says nothing else */
#define OFFICE_LIMIT_PIECE 1048576                      /* bytes of a file in one request */

/* 9999-12-31T23:59:59Z: until it is changed */
#define OFFICE_TIME_FOREVER G_GINT64_CONSTANT (253402300799000)

#define OFFICE_FEED_SECRET_LENGTH 43 /* base64url of 32 bytes */

#define OFFICE_HASH_LENGTH 64
gboolean office_hash_is_valid (const char *text); /* nullable */

G_END_DECLS
