/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-importer.h"
#include "office-session-private.h"

G_BEGIN_DECLS

typedef struct {
  OfficeDeed *deed;
  const OfficeImportTask *task; /* that it is about; nullable */
} OfficeImportJob;

struct _OfficeImporter {
  GObject parent_instance;

  OfficeSession *session;
  OfficeImport *import;
  char *room;
  gboolean new_room;
  GArray *jobs;          /* of OfficeImportJob */
  GHashTable *refused;   /* OfficeImportTask that could not be made */
  GPtrArray *made_tasks; /* ids, as the two below */
  GPtrArray *made_columns;
  GPtrArray *made_labels;
  GPtrArray *columns; /* ids, one for each of the import */
  GPtrArray *labels;
  GPtrArray *people; /* ids; NULL: is not in the office */
  char *open_column;
  char *done_column;
  GHashTable *tops; /* column → the key above which the next task goes */
  guint done;
  guint source;
};

/* ---- office-importer-people.c: who is who ---- */
void office_importer_match_people (OfficeImporter *self);
char **office_importer_dup_found_people (OfficeImporter *self);
void office_importer_forget_outsiders (OfficeImporter *self); /* those who do not see the room are not in it */

/* ---- office-importer-plan.c: the board ---- */
void office_importer_plan (OfficeImporter *self); /* all that is to be done, as jobs */
void office_importer_add_job (OfficeImporter *self, const char *intent, JsonObject *with,
                              const OfficeImportTask *task);                                 /* takes with */
JsonObject *office_importer_make_put (OfficeImporter *self, const char *kind, const char *id); /* full */

/* ---- office-importer-tasks.c: its tasks ---- */
void office_importer_plan_task (OfficeImporter *self, const OfficeImportTask *task);

/* ---- office-importer-undo.c ---- */
GVariant *office_importer_make_undo (OfficeImporter *self); /* floating */

G_END_DECLS
