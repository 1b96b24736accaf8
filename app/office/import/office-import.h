/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What was found in a file of tasks of another program, before anything is made of it. Readers are pure: they know no office, and
 * may run in any thread. What they cannot read they say, with the line where that is known, and go on.
 */

#define OFFICE_IMPORT_LIMIT (64 * 1024 * 1024) /* bytes of a file */
#define OFFICE_IMPORT_NONE  (-1)

typedef struct {
  guint line; /* of the file, from 1; 0: not known */
  char *text; /* for the person */
} OfficeImportProblem;
OfficeImportProblem *office_import_problem_new (guint line, char *text); /* takes text */
void office_import_problem_free (gpointer data);

typedef struct {
  char *name;
  const char *state; /* "open", "doing", "done" */
  const char *hue;   /* of the eight; nullable */
  guint limit;       /* tasks; 0: none */
} OfficeImportColumn;

typedef struct {
  char *name;
  const char *hue; /* of the eight */
} OfficeImportLabel;

typedef struct {
  char *name;     /* the full one */
  char *username; /* nullable */
} OfficeImportPerson;

typedef struct {
  char *text;
  gboolean done;
  int person; /* who does it; OFFICE_IMPORT_NONE */
} OfficeImportStep;

typedef struct {
  char *author; /* nullable */
  gint64 at;    /* ms since 1970; 0: not known */
  char *text;
} OfficeImportComment;

typedef struct {
  guint line;
  char *title;
  GString *description;
  int column;               /* OFFICE_IMPORT_NONE: none was named */
  const char *priority;     /* nullable */
  char *due, *start;        /* as the wire has them, in this machine's zone; nullable */
  char *repeat;             /* nullable */
  gboolean from_completion; /* the repetition counts from then */
  int estimate;             /* minutes; 0: none */
  gboolean done;            /* and in no column that says so */
  gboolean archived;
  gboolean is_template; /* no work: others are made like it */
  gboolean watched;     /* by who imports it */
  GArray *labels; /* of guint: places in the import's lists */
  GArray *people;
  GPtrArray *steps;
  GPtrArray *comments;
} OfficeImportTask;

typedef struct {
  char *name;        /* of the board; nullable */
  char *description; /* of the board; nullable */
  GPtrArray *columns;
  GPtrArray *labels;
  GPtrArray *people;
  GPtrArray *tasks;
  GPtrArray *problems;
} OfficeImport;

OfficeImport *office_import_new (void);
void office_import_free (OfficeImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeImport, office_import_free)

/* ---- for readers ---- */
OfficeImportTask *office_import_add_task (OfficeImport *self, guint line, const char *title); /* borrowed */
int office_import_add_column (OfficeImport *self, const char *name,
                              const char *state);                     /* state NULL: guessed from the name */
int office_import_find_column (OfficeImport *self, const char *name); /* made where it is missing */
guint office_import_find_label (OfficeImport *self, const char *name, const char *hue);       /* hue NULL: any */
guint office_import_find_person (OfficeImport *self, const char *name, const char *username); /* username nullable */
void office_import_task_add_label (OfficeImportTask *self, guint label);
void office_import_task_add_person (OfficeImportTask *self, guint person);
OfficeImportStep *office_import_task_add_step (OfficeImportTask *self, const char *text, gboolean done); /* borrowed */
void office_import_task_add_comment (OfficeImportTask *self, const char *author, gint64 at, const char *text);
void office_import_task_describe (OfficeImportTask *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3); /* one more line */
void office_import_report (OfficeImport *self, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* Cuts what is too long for the office; what is cut goes into the description, or is said. */
void office_import_fit (OfficeImport *self);

/* ---- counts ---- */
guint office_import_count_steps (OfficeImport *self);
guint office_import_count_comments (OfficeImport *self);

/* ---- readers: NULL with an OFFICE_PROBLEM where nothing at all can be made of it ---- */
OfficeImport *office_import_read_trello (const char *text, gsize length, GError **error);
OfficeImport *office_import_read_todo_txt (const char *text);

G_END_DECLS
