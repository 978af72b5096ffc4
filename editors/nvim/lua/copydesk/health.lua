-- :checkhealth copydesk

local health = vim.health
local M = {}

local NAME = 'copydesk'

---@param config vim.lsp.Config
local function check_program(config)
  if type(config.cmd) ~= 'table' then
    health.info('The server is started by a function of yours')
    return
  end
  local program = config.cmd[1]
  local path = vim.fn.exepath(program)
  if path == '' then
    health.error(('`%s` is not a program on the path'):format(program), {
      'Install it: `cargo install --path .` in the folder of copydesk',
      "Or say where it is: vim.lsp.config('copydesk', { cmd = { '/path/to/copydesk', 'lsp' } })",
    })
    return
  end
  local started, run = pcall(function() return vim.system({ path, '--version' }, { text = true }):wait(5000) end)
  if not started or run.code ~= 0 then
    local why = started and vim.trim(run.stderr ~= '' and run.stderr or ('exit status ' .. run.code)) or run
    health.error(('%s does not run: %s'):format(path, why), {
      ('Run `%s --version` in a terminal'):format(path),
      'A program that was built for another system has to be built on this one',
    })
    return
  end
  health.ok(('%s is %s'):format(path, vim.trim(run.stdout)))
end

---@param config vim.lsp.Config
local function check_enabled(config)
  if vim.lsp.is_enabled(NAME) then
    health.ok('Enabled for ' .. table.concat(config.filetypes, ', '))
  else
    health.warn('Not enabled', "Put vim.lsp.enable('copydesk') into your init.lua")
  end
end

--- The folders of reports that are set here rather than in copydesk.toml.
---@param client vim.lsp.Client
---@return string[]?
local function corpus(client)
  local settings = vim.tbl_get(client, 'settings', NAME, 'corpus')
  return settings or vim.tbl_get(client, 'config', 'init_options', 'corpus')
end

---@param client vim.lsp.Client
local function check_config(client)
  local folders = corpus(client)
  local toml = client.root_dir and vim.fs.joinpath(client.root_dir, 'copydesk.toml')
  if folders then
    health.ok('Reports are looked for in ' .. table.concat(folders, ', ') .. ', as your init.lua says')
  elseif toml and vim.uv.fs_stat(toml) then
    health.ok('Configured by ' .. toml)
  else
    health.warn('No copydesk.toml above the draft, so no report is read', {
      'Write one at the root of your drafts, with a line such as: corpus = ["reports"]',
      "Or: vim.lsp.config('copydesk', { init_options = { corpus = { '/path/to/reports' } } })",
    })
  end
end

---@param client vim.lsp.Client
---@param buffer integer
local function check_archive(client, buffer)
  local status = { command = 'copydesk.status', arguments = { vim.uri_from_bufnr(buffer) } }
  local offered = vim.tbl_get(client.server_capabilities, 'executeCommandProvider', 'commands') or {}
  if not vim.tbl_contains(offered, status.command) then
    health.warn('The server is too old to say how many reports it has', 'Install the newest copydesk')
    return
  end
  local answer, why = client:request_sync('workspace/executeCommand', status, 5000, buffer)
  if not answer or answer.err then
    health.error('The server does not answer: ' .. (answer and answer.err.message or why), 'See :checkhealth vim.lsp')
    return
  end
  local archive = answer.result
  local where = table.concat(archive.folders, ', ')
  if archive.opening then
    health.info('Reports are being read: ' .. where)
  elseif archive.reports > 0 then
    health.ok(('%d report(s) in %s'):format(archive.reports, where))
  elseif where ~= '' then
    health.warn('No report in ' .. where, 'Put some there, or name another folder as `corpus`')
  else
    health.warn('No folder of reports is named', 'Name one in copydesk.toml: corpus = ["reports"]')
  end
  if type(archive.problems) == 'number' then
    health.info(('%d problem(s) in the draft'):format(archive.problems))
  end
end

---@param config vim.lsp.Config
local function check_drafts(config)
  local open = vim.tbl_filter(function(buffer)
    return vim.bo[buffer].buftype == '' and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype)
  end, vim.api.nvim_list_bufs())
  if #open == 0 then
    health.info('No draft is open; open one and run :checkhealth copydesk again')
  end
  for _, buffer in ipairs(open) do
    health.start(vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':~:.'))
    local client = vim.lsp.get_clients({ bufnr = buffer, name = NAME })[1]
    if client then
      health.ok('Checked by copydesk')
      check_config(client)
      check_archive(client, buffer)
    else
      health.warn('Not checked by copydesk', {
        'Mend what is said above, then open the draft again with :edit',
        'If nothing is: what the server said last is in ' .. vim.lsp.log.get_filename(),
      })
    end
  end
end

function M.check()
  health.start(NAME)
  if vim.fn.has('nvim-0.11') == 0 then
    health.error('Neovim is older than 0.11', 'Install Neovim 0.11 or later')
    return
  end
  health.ok('Neovim ' .. tostring(vim.version()))
  local config = vim.lsp.config[NAME]
  check_program(config)
  check_enabled(config)
  check_drafts(config)
end

return M
