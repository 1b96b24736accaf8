/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-connector.h"
#include "office-membership-private.h"

G_BEGIN_DECLS

struct _OfficeDesk
{
  GObject parent_instance;

  OfficeClock *clock;
  OfficeRandom *random;
  char *list_path;       /* of the list of memberships */
  char *replica_folder;
  char *host_folder;     /* where offices hosted on this computer have their data folders */
  char *device;          /* this installation's id */
  GListStore *memberships;
  OfficeFinder *finder;
  char *shown;           /* id of the office that was opened last; nullable */
  GListStore *beside;    /* of OfficeBeside: the other ones, office-desk-beside.c */
  GHashTable *quiet;     /* office id → gint64, ms: what an office is told when it opens, office-desk-quiet.c */
  GHashTable *tokens;    /* office id → token: those that are known in this run, office-desk-tokens.c */
};

gboolean office_desk_keep (OfficeDesk *self, OfficeMembership *membership, const char *token, GError **error);
gboolean office_desk_forget (OfficeDesk *self, OfficeMembership *membership, GError **error);
void office_desk_give_token (OfficeDesk *self, OfficeMembership *membership, OfficeSession *session);
void office_desk_find_token_async (OfficeDesk *self, OfficeMembership *membership, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
char *office_desk_find_token_finish (OfficeDesk *self, GAsyncResult *result); /* nullable: sign in again */
OfficeSession *office_desk_open_quietly (OfficeDesk *self, OfficeMembership *membership, GError **error);
void office_desk_wake_host (OfficeSession *session, OfficeMembership *membership); /* where it is on this computer */
void office_desk_update_beside (OfficeDesk *self);
void office_desk_give_quiet (OfficeDesk *self, OfficeMembership *membership, OfficeSession *session); /* which opens */
OfficeSession *office_desk_take_beside (OfficeDesk *self, OfficeMembership *membership); /* nullable */
char *office_desk_dup_replica_path (OfficeDesk *self, OfficeMembership *membership);

G_END_DECLS
