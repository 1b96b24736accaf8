/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-accounts.h"

typedef struct {
  const char *name, *role, *person, *device;
  OfficeTicket *ticket;
} Joining;

static gboolean
join (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Joining *joining = data;
  g_autofree char *code = office_accounts_invite (transaction, joining->role, 1, 24, NULL, NULL, error);

  if (code == NULL)
    return FALSE;
  joining->ticket = office_accounts_join (transaction, code, joining->name, "no hash", joining->device, "A desk",
                                          error);
  return joining->ticket != NULL;
}

static gboolean
issue (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Joining *joining = data;

  joining->ticket = office_accounts_issue (transaction, joining->person, joining->device, "Another desk", error);
  return joining->ticket != NULL;
}

OfficeTicket *
office_test_join (OfficeStore *store, const char *name, const char *role, const char *device)
{
  Joining joining = { .name = name, .role = role, .device = device };

  office_store_submit (store, join, NULL, &joining, NULL);
  office_store_flush (store);
  g_assert (joining.ticket != NULL);
  return joining.ticket;
}

OfficeTicket *
office_test_issue (OfficeStore *store, const char *person, const char *device)
{
  Joining joining = { .person = person, .device = device };

  office_store_submit (store, issue, NULL, &joining, NULL);
  office_store_flush (store);
  return joining.ticket;
}
